/**
 * One printed line. `measured` is the figure; it passes if it is at most `gate`. Without a gate it is
 * only told. `unit` stands behind the figure (`×` for a ratio), `note` behind everything.
 */
export class Report {
  #failed = 0;
  #passed = 0;

  /** The exit status the gates ask for. */
  get status() {
    return this.#failed === 0 ? 0 : 1;
  }

  heading(text) {
    process.stdout.write(`\n${text}\n`);
  }

  line({ name, measured, unit, gate, note = '' }) {
    const figure = `${format(measured)} ${unit}`;
    const verdict = gate === undefined ? '' : this.#judge(measured <= gate, `≤ ${gate} ${unit}`);
    process.stdout.write(
      `  ${name.padEnd(46)} ${figure.padStart(11)}  ${verdict.padEnd(20)} ${note}`.trimEnd(),
    );
    process.stdout.write('\n');
  }

  text(text) {
    process.stdout.write(`  ${text}\n`);
  }

  summary() {
    process.stdout.write(`\n${this.#passed} gates hold, ${this.#failed} do not\n`);
  }

  #judge(holds, gate) {
    if (holds) this.#passed += 1;
    else this.#failed += 1;
    return `${gate.padEnd(12)} ${holds ? 'pass' : 'FAIL'}`;
  }
}

function format(number) {
  if (number >= 100) return number.toFixed(0);
  return number >= 10 ? number.toFixed(1) : number.toFixed(2);
}
