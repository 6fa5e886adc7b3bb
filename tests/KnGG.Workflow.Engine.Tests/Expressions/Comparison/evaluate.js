'use strict';
// Evaluates expressions with Node's own JavaScript: one JSON line in, one line out, in order.
// The first line is the scope; every other line is an expression. Answers are canonical texts, see Canonical.cs.
const vm = require('vm');
const lines = require('readline').createInterface({ input: process.stdin });

const prelude = `
  var getVariable = name => Object.hasOwn(variables, name) ? variables[name] : null;
  var getInput = name => Object.hasOwn(input, name) ? input[name] : null;
  var getOutputFrom = (activity, name) => outputs[activity + '.' + (name ?? '')] ?? null;
  var getLastResult = () => outputs.last;
  var getCount = () => variables.count;
  var getNames = () => variables.names;
  var getWorkflowInstanceId = () => 'instance-1';
  var getCorrelationId = () => 'correlation-1';
  var isNullOrEmpty = x => x === null || x === undefined || String(x) === '';
  var isNullOrWhiteSpace = x => x === null || x === undefined || String(x).trim() === '';
  var toJson = x => JSON.stringify(x);
`;

let context;
let scope;

function text(value) {
  let out = '"';
  for (let i = 0; i < value.length; i++) {
    const c = value.charCodeAt(i);
    out += c >= 0x20 && c < 0x7f && c !== 0x22 && c !== 0x5c ? value[i] : '\\u' + c.toString(16).padStart(4, '0');
  }
  return out + '"';
}

function number(value) {
  if (Number.isNaN(value)) return 'NaN';
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return 'n' + bytes.toString('hex');
}

function canonical(value, depth) {
  if (depth > 60) return '!deep';
  switch (typeof value) {
    case 'undefined': return depth === 0 ? 'undefined' : 'null';
    case 'boolean': return String(value);
    case 'number': return number(value);
    case 'string': return text(value);
    case 'object': break;
    default: return '!' + typeof value;
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return '[' + Array.from(value, v => canonical(v, depth + 1)).join(',') + ']';
  const tag = Object.prototype.toString.call(value);
  if (tag !== '[object Object]') return '!' + tag;
  return '{' + Object.keys(value).map(k => text(k) + ':' + canonical(value[k], depth + 1)).join(',') + '}';
}

function evaluate(source) {
  context.variables = undefined;
  vm.runInContext('var { variables, input, outputs } = JSON.parse(' + JSON.stringify(scope) + ');', context);
  try {
    return vm.runInContext('eval(' + JSON.stringify(source) + ')', context);
  } catch (e) {
    if (e.name !== 'SyntaxError' || !/return/.test(e.message)) throw e;
    return vm.runInContext('(function () {' + source + '\n})()', context);
  }
}

lines.on('line', line => {
  if (context === undefined) {
    scope = line;
    context = vm.createContext({});
    vm.runInContext(prelude, context);
    return;
  }
  let answer;
  try {
    answer = canonical(evaluate(JSON.parse(line)), 0);
  } catch (e) {
    answer = '!' + (e && e.name);
  }
  process.stdout.write(answer + '\n');
});
