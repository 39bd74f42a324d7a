import { once } from '@agsec/core/internal';
import { classifyName } from './secret-names.ts';

/** Schemes of the `Authorization` header; they are no part of the secret. */
export const AUTHORIZATION_SCHEME =
  /^(?:Bearer|Basic|Token|Digest|Negotiate|ApiKey|Api-Key|Bot|Key|GenieKey|SSWS|AWS4-HMAC-SHA256)\s+/i;

const typeWords = once(
  () =>
    new Set(
      'str int bool float bytes bytearray dict list tuple set object any unknown never void symbol bigint char byte text varchar optional hidden input field'.split(
        ' ',
      ),
    ),
);

/** Whether the rest of a line after `name:` or `name =` is an expression or a type of a program. */
export function isSourceLine(line: string): boolean {
  if (/[,;{}()[\]|&<>]$/.test(line) || /^[{([|>&!*]/.test(line)) return true;
  if (/\(|=>|\?\?|\|\||&&|\s[|?&:+]\s/.test(line)) return true;
  if (/\s/.test(line) && !AUTHORIZATION_SCHEME.test(line)) return !/^\S+=\S/.test(line);
  if (/^[A-Za-z_$][\w$]*(?:[?!]?\.[A-Za-z_$][\w$]*)+$/.test(line)) return true;
  if (/^[A-Z_$][A-Za-z_$]*$/.test(line) || typeWords().has(line.toLowerCase())) return true;
  return namesSecret(line);
}

/** Where an unquoted value stands in its text. */
export type ValuePlace = {
  /** Character before the name, and after the value; '' at the ends of the text. */
  readonly before: string;
  readonly after: string;
  /** The name is a member (`config.token`) that does not start its line. */
  readonly member: boolean;
};

/** Whether an unquoted value is a variable, a member or a call of a program's source. */
export function isSourceValue(value: string, place: ValuePlace): boolean {
  if (!/^[A-Za-z_$][\w$.?!]*$/.test(value)) return value === '';
  if (/^[([{]/.test(place.after) || namesSecret(value)) return true;
  const inQuery = /^[?&;]/.test(place.before) || place.after === '&';
  if (inQuery) return false;
  const inList = /^[,;)\]}]/.test(place.after) || /^[,({[.]/.test(place.before);
  return place.member || (inList && !/[0-9]/.test(value));
}

/** A word that itself names a secret (`apiKey: "api_key"`) is a name, not a value. */
export function namesSecret(value: string): boolean {
  return /^[A-Za-z_$][A-Za-z_$.-]*$/.test(value) && classifyName(value) !== undefined;
}

/** Text for people, or of several lines: `Enter your password`. */
export function isProse(value: string): boolean {
  return (
    /[\r\n]/.test(value) ||
    /^[A-Z][A-Za-z']{0,40}(?: [A-Za-z'(),-]{1,40})+[.:!?…]{0,3}$/.test(value)
  );
}
