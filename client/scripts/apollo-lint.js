// A rule of Apollo's own: a text that may change stands alone in its element. A browser's translation puts elements
// around texts; React then finds its text no more, where it stands beside others: it stays as it was, or takes the page
// along. Alone in an element it is set as a whole.

/** What an expression may draw: 'text', 'element' or 'nothing'. What cannot be told is taken for an element. */
function drawn(node) {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' || typeof node.value === 'number' ? ['text'] : ['nothing'];
    case 'TemplateLiteral':
    case 'BinaryExpression':
      return ['text'];
    case 'MemberExpression':
      return elements.test(node.property.name ?? '') ? ['element'] : ['text'];
    case 'Identifier':
      return elements.test(node.name) ? ['element'] : ['text'];
    case 'CallExpression':
      return callsElements(node.callee) ? ['element'] : ['text'];
    case 'ConditionalExpression':
      return [...drawn(node.consequent), ...drawn(node.alternate)];
    case 'LogicalExpression':
      return node.operator === '&&' ? ['nothing', ...drawn(node.right)] : [...drawn(node.left), ...drawn(node.right)];
    case 'ChainExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
      return drawn(node.expression);
    default:
      return ['element'];
  }
}

/** Names and functions that hold or make elements, by the house's habit. */
const elements = /^(children|links|side|mark|popover|signs|undefined)$|Element$/,
  makers = /^(map|flatMap|from|part|field|item|meta|shown)$/;
const callsElements = (callee) => makers.test(callee.name ?? callee.property?.name ?? '');

const isBlank = (node) =>
  (node.type === 'JSXText' && node.value.includes('\n') && !node.value.trim()) ||
  (node.type === 'JSXExpressionContainer' && node.expression.type === 'JSXEmptyExpression');
const isSpace = (node) => node.expression.type === 'Literal' && !String(node.expression.value).trim();

const textAlone = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const check = (node) => {
      const children = node.children.filter((child) => !isBlank(child));
      if (children.length < 2) return;
      for (const child of children)
        if (child.type === 'JSXExpressionContainer' && !isSpace(child) && drawn(child.expression).includes('text'))
          context.report({
            node: child,
            message: 'A text that may change stands alone in its element: one `…${}…`, or a <bdi> of its own.',
          });
    };
    return { JSXElement: check, JSXFragment: check };
  },
};

export default { meta: { name: 'apollo' }, rules: { 'text-alone': textAlone } };
