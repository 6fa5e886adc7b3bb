// Draws each workflow definition as a Mermaid picture in workflows/README.md, from the JSON itself.
//   node tools/draw-workflows.mjs           writes the pictures
//   node tools/draw-workflows.mjs --check   exit 1 when a picture is not up to date
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'workflows');
const readme = path.join(folder, 'README.md');
const definitions = fs.readdirSync(folder).filter(f => f.endsWith('.json')).sort()
  .map(f => JSON.parse(fs.readFileSync(path.join(folder, f), 'utf8')));

const text = value => String(value).replaceAll('"', '&quot;').replaceAll('#', '&#35;');
const literal = input => {
  const e = input?.expression;
  return e === undefined ? '' : e.type === 'JavaScript' ? '(berekend)' : String(e.value);
};

// What stands under the name: who does it, and by when.
function detail(a) {
  switch (a.type) {
    case 'KnGG.HumanTask': return `${literal(a.role)} · ${literal(a.due)}`;
    case 'KnGG.FollowUpAt': return `${literal(a.in)}${a.before ? ' ervoor' : ''}`;
    case 'Elsa.Event': return literal(a.eventName);
    case 'Elsa.ExecuteWorkflow': return literal(a.workflowDefinitionId);
    default: return a.workflowDefinitionId && typeof a.workflowDefinitionId === 'string' ? a.workflowDefinitionId : '';
  }
}

function node(a, name) {
  const label = [a.metadata?.displayText ?? a.name ?? a.id, detail(a)].filter(Boolean).map(text).join('<br/>');
  switch (a.type) {
    case 'Elsa.Start': case 'Elsa.End': case 'Elsa.Complete': return `${name}(["${label}"])`;
    case 'KnGG.FileQuestion': case 'Elsa.FlowDecision': case 'Elsa.FlowSwitch': return `${name}{"${label}"}`;
    case 'KnGG.FollowUpAt': case 'Elsa.StartAt': case 'Elsa.Event': return `${name}[/"${label}"/]`;
    case 'KnGG.HumanTask': return `${name}["${label}"]`;
    default: return a.workflowDefinitionId ? `${name}[["${label}"]]` : `${name}("${label}")`;
  }
}

export function draw(definition) {
  const names = new Map(definition.root.activities.map((a, i) => [a.id, `n${i + 1}`]));
  const lines = ['flowchart LR', ...definition.root.activities.map(a => `  ${node(a, names.get(a.id))}`)];

  // Lines between the same two activities are one line with all outcomes.
  const between = new Map();
  for (const c of definition.root.connections) {
    const key = `${names.get(c.source.activity)}|${names.get(c.target.activity)}`;
    between.set(key, [...(between.get(key) ?? []), c.source.port ?? 'Done']);
  }
  const words = { Done: '', Klaar: '', True: 'ja', False: 'nee', Default: 'anders' };
  for (const [key, ports] of between) {
    const [from, to] = key.split('|');
    const label = [...new Set(ports.map(p => words[p] ?? p))].filter(Boolean).join(' / ');
    lines.push(label ? `  ${from} -->|"${text(label)}"| ${to}` : `  ${from} --> ${to}`);
  }
  return lines.join('\n');
}

let page = fs.readFileSync(readme, 'utf8');
const missing = [];
for (const definition of definitions) {
  const id = definition.definitionId;
  const [begin, end] = [`<!-- tekening: ${id} -->`, '<!-- einde tekening -->'];
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) { missing.push(id); continue; }
  page = `${page.slice(0, from + begin.length)}\n\`\`\`mermaid\n${draw(definition)}\n\`\`\`\n${page.slice(to)}`;
}
if (missing.length > 0) {
  console.error(`workflows/README.md heeft geen plaats voor: ${missing.join(', ')}`);
  process.exit(1);
}
if (process.argv.includes('--check')) {
  if (page !== fs.readFileSync(readme, 'utf8')) {
    console.error('De tekeningen in workflows/README.md lopen achter. Draai: node tools/draw-workflows.mjs');
    process.exit(1);
  }
  console.log(`${definitions.length} tekeningen kloppen.`);
} else {
  fs.writeFileSync(readme, page);
  console.log(`${definitions.length} tekeningen geschreven.`);
}
