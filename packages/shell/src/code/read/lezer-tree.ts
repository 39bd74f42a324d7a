import type { SyntaxNode } from '@lezer/common';

/** Most nodes that stand in each other; what stands deeper is an error, so that no code exhausts the stack. */
export const MAX_TREE_DEPTH = 250;

/** A node of a Lezer tree together with the text it was made from. */
export class Tree {
  readonly node: SyntaxNode;
  readonly source: string;
  readonly #depth: number;

  constructor(node: SyntaxNode, source: string, depth = 0) {
    this.node = node;
    this.source = source;
    this.#depth = depth;
  }

  get name(): string {
    return this.node.name;
  }

  get text(): string {
    return this.source.slice(this.node.from, this.node.to);
  }

  get from(): number {
    return this.node.from;
  }

  get to(): number {
    return this.node.to;
  }

  get isError(): boolean {
    return this.node.type.isError || this.#depth > MAX_TREE_DEPTH;
  }

  children(): Tree[] {
    const found: Tree[] = [];
    for (let child = this.node.firstChild; child; child = child.nextSibling)
      found.push(new Tree(child, this.source, this.#depth + 1));
    return found;
  }

  child(...names: readonly string[]): Tree | undefined {
    return this.children().find((child) => names.includes(child.name));
  }
}
