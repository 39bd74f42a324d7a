import type { Agent } from '../adapters.ts';
import { CliError } from '../context.ts';

/** An agent that was left as it is, and why. */
export type InstallFailure = {
  readonly agent: string;
  readonly title: string;
  readonly message: string;
  readonly help?: string;
};

export type EachAgent<Done> = {
  readonly done: readonly Done[];
  readonly failed: readonly InstallFailure[];
};

/**
 * Does something for each agent. With `goesOn` an agent that it cannot be done for is told of, and
 * does not keep the others from it; otherwise, and where it is done for none, the first `CliError` is
 * thrown.
 */
export async function forEachAgent<Item extends { readonly agent: Agent }, Done>(
  items: readonly Item[],
  goesOn: boolean,
  work: (item: Item) => Done | Promise<Done>,
): Promise<EachAgent<Done>> {
  const done: Done[] = [];
  const failed: InstallFailure[] = [];
  let first: CliError | undefined;
  for (const item of items) {
    try {
      done.push(await work(item));
    } catch (error) {
      if (!(error instanceof CliError) || !goesOn) throw error;
      first ??= error;
      failed.push(failureOf(item.agent, error));
    }
  }
  if (first !== undefined && done.length === 0) throw first;
  return { done, failed };
}

function failureOf({ adapter: { id, title } }: Agent, { message, help }: CliError): InstallFailure {
  return { agent: id, title, message, ...(help === undefined ? {} : { help }) };
}
