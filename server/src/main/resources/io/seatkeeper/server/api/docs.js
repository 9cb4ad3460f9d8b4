// Draws the API's description as a page.
const KEYS = { open: 'no key', optional: 'key optional', public: 'public or secret key', secret: 'secret key' };

/** An element with attributes and children; text children are never read as HTML. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

const code = (text) => element('code', {}, text);

function resolve(api, node) {
  if (!node.$ref) return node;
  return node.$ref.slice(2).split('/').reduce((part, key) => part[key], api);
}

const nameOf = (reference) => reference.slice(reference.lastIndexOf('/') + 1);

/** A schema in a few words, with links to the named ones. */
function words(schema) {
  if (schema.$ref) {
    const name = nameOf(schema.$ref);
    return element('a', { href: `#schema-${name}` }, name);
  }
  if (schema.oneOf) {
    const parts = schema.oneOf.filter((part) => part.type !== 'null').flatMap((part) => [words(part), ' or ']);
    parts.pop();
    return element('span', {}, ...parts);
  }
  if (schema.enum) return element('span', {}, schema.enum.join(' | '));
  const type = [].concat(schema.type).filter((one) => one !== 'null').join(' or ');
  if (type === 'array') return element('span', {}, 'list of ', words(schema.items));
  if (type === 'object' && schema.additionalProperties?.$ref) {
    return element('span', {}, 'by name: ', words(schema.additionalProperties));
  }
  const bounds = [];
  const [least, most] = [schema.minimum ?? schema.minLength, schema.maximum ?? schema.maxLength];
  if (least !== undefined) bounds.push(`from ${least}`);
  if (most !== undefined) bounds.push(`to ${most}`);
  const unit = type === 'string' && bounds.length ? ' characters' : '';
  return element('span', {}, bounds.length ? `${type}, ${bounds.join(' ')}${unit}` : type);
}

function table(heads, rows) {
  return element(
    'table', {},
    element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', {}, head)))),
    element('tbody', {}, ...rows),
  );
}

function fields(schema) {
  if (schema.oneOf) {
    const inner = schema.oneOf.find((part) => part.properties);
    return element('div', {}, element('p', {}, words(schema)), inner ? fields(inner) : null);
  }
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => element(
    'tr', {},
    element('td', {}, code(name), schema.required?.includes(name) ? '' : ' (optional)'),
    element('td', {}, words(field)),
    element('td', {}, field.description ?? '', field.properties ? fields(field) : ''),
  ));
  return table(['Field', 'Value', 'Meaning'], rows);
}

function parameters(api, operation) {
  const rows = (operation.parameters ?? []).map((one) => resolve(api, one)).map((one) => element(
    'tr', {},
    element('td', {}, code(one.name), one.required ? '' : ' (optional)'),
    element('td', {}, one.in),
    element('td', {}, one.description),
  ));
  return rows.length ? [element('h4', {}, 'Parameters'), table(['Name', 'In', 'Meaning'], rows)] : [];
}

function body(api, content, title) {
  const [type, media] = Object.entries(content ?? {})[0] ?? [];
  if (!type) return [];
  const heading = element('h4', {}, `${title}: `, code(type), ' ', media.schema.$ref ? words(media.schema) : '');
  return media.schema.$ref ? [heading, fields(resolve(api, media.schema))] : [heading];
}

function operation(api, path, method, one) {
  const [status, answer] = Object.entries(one.responses)[0];
  return element(
    'details', { id: one.operationId },
    element(
      'summary', {},
      element('span', { class: 'method' }, method),
      element('span', { class: 'path' }, path),
      element('span', { class: 'what' }, one.summary),
      element('span', { class: 'key' }, KEYS[one['x-key']]),
    ),
    element(
      'div', {},
      one.description ? element('p', {}, one.description) : null,
      ...parameters(api, one),
      one.requestBody?.description ? element('p', {}, one.requestBody.description) : null,
      ...body(api, one.requestBody?.content, 'Body'),
      ...(answer.content ? body(api, answer.content, `Answer ${status}`) : [element('h4', {}, `Answer ${status}`)]),
    ),
  );
}

function draw(api) {
  const page = document.getElementById('docs');
  page.append(element('p', {}, api.info.description));
  for (const tag of api.tags) {
    page.append(element('h2', {}, tag.name), element('p', {}, tag.description));
    for (const [path, methods] of Object.entries(api.paths)) {
      for (const [method, one] of Object.entries(methods)) {
        if (one.tags.includes(tag.name)) page.append(operation(api, path, method, one));
      }
    }
  }
  page.append(element('h2', {}, 'Problems'), element('p', {}, 'What code says in a refusal.'));
  page.append(table(['Code', 'Status', 'Meaning'], api['x-problems'].map((problem) => element(
    'tr', { id: problem.code },
    element('td', {}, code(problem.code)),
    element('td', {}, String(problem.status)),
    element('td', {}, problem.meaning),
  ))));
  page.append(element('h2', {}, 'Documents'));
  for (const [name, schema] of Object.entries(api.components.schemas)) {
    page.append(element(
      'details', { id: `schema-${name}` },
      element('summary', {}, code(name), element('span', { class: 'what' }, schema.description ?? '')),
      element('div', {}, fields(schema)),
    ));
  }
}

/** Opens what the address names, now that it is there. */
function show() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.tagName === 'DETAILS') target.open = true;
  target?.scrollIntoView();
}

const response = await fetch('/openapi.json');
draw(await response.json());
addEventListener('hashchange', show);
show();
