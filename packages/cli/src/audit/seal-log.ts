import { AGSEC_VERSION, agsecHome, homeLayout, sealDays } from '@agsec/runtime';
import type { CliContext } from '../context.ts';

/** Seals what is over, and shows the newest seal to be kept elsewhere. */
export function seal(context: CliContext, today: boolean, json: boolean): void {
  const { audit } = homeLayout(agsecHome(context.environment));
  const seals = sealDays(audit, { now: new Date(), agsec: AGSEC_VERSION, today });
  const last = seals.at(-1);
  if (json) context.out(`${JSON.stringify(seals)}\n`);
  else if (last === undefined)
    context.out(`Nothing new to seal${today ? '' : '; today is sealed when it is over'}.\n`);
  else
    context.out(
      `Sealed up to ${last.day}. Keep this line elsewhere:\n${last.number}:${last.hash}\n`,
    );
}
