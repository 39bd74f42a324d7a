import { type ArithmeticExpression, forEachChild, type SyntaxNode } from 'unbash';

/**
 * True if a text the parser took for arithmetic may be a command substitution that starts with a
 * subshell: `$((touch x $'\'')⏎ls)` inside `${…}` is one to bash, arithmetic to unbash 6.0.4,
 * and the commands in it would go unseen. Quotes, escapes, `;` and line ends have no business in
 * arithmetic outside the expansions it holds.
 */
export function isDisguisedSubstitution(
  text: string,
  expression: ArithmeticExpression | undefined,
): boolean {
  if (!/['"\\;\n]/.test(text)) return false;
  let rest = '';
  let from = 0;
  for (const nested of expression === undefined ? [] : nestedTexts(expression)) {
    // An escape or an ANSI-C quote inside may itself be what moved the end of the arithmetic.
    if (/\\|\$'/.test(nested)) return true;
    const at = text.indexOf(nested, from);
    if (at < 0) return true;
    rest += text.slice(from, at);
    from = at + nested.length;
  }
  rest += text.slice(from);
  return /['\\;\n]/.test(rest) || (rest.split('"').length - 1) % 2 === 1;
}

/** Source texts of the outermost expansions in an expression. */
function nestedTexts(node: SyntaxNode): readonly string[] {
  if (
    node.type === 'ArithmeticCommandExpansion' ||
    node.type === 'CommandExpansion' ||
    node.type === 'ParameterExpansion'
  )
    return [node.text];
  const texts: string[] = [];
  forEachChild(node, (child) => texts.push(...nestedTexts(child)));
  return texts;
}
