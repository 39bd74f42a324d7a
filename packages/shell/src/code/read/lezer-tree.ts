import type { SyntaxNode } from '@lezer/common';

/** A node of a Lezer tree together with the text it was made from. */
export class Tree {
  readonly node: SyntaxNode;
  readonly source: string;

  constructor(node: SyntaxNode, source: string) {
    this.node = node;
    this.source = source;
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
    return this.node.type.isError;
  }

  children(): Tree[] {
    const found: Tree[] = [];
    for (let child = this.node.firstChild; child; child = child.nextSibling)
      found.push(new Tree(child, this.source));
    return found;
  }

  child(...names: readonly string[]): Tree | undefined {
    return this.children().find((child) => names.includes(child.name));
  }
}
