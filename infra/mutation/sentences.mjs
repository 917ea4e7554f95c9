/**
 * A Stryker plugin. A fixed sentence ("Weigh the patient again.") is wording, and no test should pin every word of it.
 * What is still mutated: codes and keys (one word), and every sentence with an amount or a name inside.
 */
function isSentence(node) {
  if (node.type === 'StringLiteral') return node.value.trim().includes(' ')
  return node.type === 'TemplateLiteral' && node.expressions.length === 0 && node.quasis[0].value.raw.includes(' ')
}

export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'sentences',
    value: { shouldIgnore: ({ node }) => (isSentence(node) ? 'wording of a fixed sentence' : undefined) },
  },
]
