const DAY = 86_400_000;

/**
 * A time in milliseconds since 1970 as `Date.prototype.toISOString` writes it, for the years 1970 to
 * 9999. The first `Date` of a process sets up time zones, which a record in UTC does not need.
 */
export function isoTime(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY);
  const rest = Math.floor(milliseconds - days * DAY);
  const time = [rest / 3_600_000, (rest / 60_000) % 60, (rest / 1000) % 60].map((part) =>
    padded(Math.floor(part), 2),
  );
  return `${isoDay(days)}T${time.join(':')}.${padded(rest % 1000, 3)}Z`;
}

/**
 * The day so many days after 1970-01-01. Counts from 0000-03-01, so that a leap day ends its year
 * ("civil_from_days" in Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
 */
function isoDay(days: number): string {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const leapDays =
    Math.floor(ofEra / 1460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / 146_096);
  const yearOfEra = Math.floor((ofEra - leapDays) / 365);
  const ofYear =
    ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

function padded(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
