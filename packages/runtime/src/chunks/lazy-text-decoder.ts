/**
 * Takes the place of the global `TextDecoder` in the chunk `shell` (`inject` of its build). unbash makes
 * one when it is loaded, which is a fiftieth of what reading a line costs, and needs it for `$'…'` with
 * bytes above 0x7f alone: here it is made when it is used.
 */
class LazyTextDecoder {
  readonly #given: ConstructorParameters<typeof globalThis.TextDecoder>;
  #decoder: InstanceType<typeof globalThis.TextDecoder> | undefined;

  constructor(...given: ConstructorParameters<typeof globalThis.TextDecoder>) {
    this.#given = given;
  }

  decode(...given: Parameters<InstanceType<typeof globalThis.TextDecoder>['decode']>): string {
    this.#decoder ??= new globalThis.TextDecoder(...this.#given);
    return this.#decoder.decode(...given);
  }
}

export { LazyTextDecoder as TextDecoder };
