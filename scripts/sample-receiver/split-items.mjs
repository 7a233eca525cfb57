/**
 * The texts of a batch's items, byte for byte as they came, so that an item can be told from one that only means the same.
 *
 * @param {string} body JSON of the form `{"items":[…]}`, which has been parsed before
 * @returns {string[]}
 */
export function splitItems(body) {
  /** @type {string[]} */
  const items = [];
  let depth = 0;
  let start = 0;
  let isText = false;
  for (let at = body.indexOf('[') + 1; at < body.length; at++) {
    const sign = body[at];
    if (isText) {
      if (sign === '\\') at++;
      else if (sign === '"') isText = false;
    } else if (sign === '"') {
      isText = true;
    } else if (sign === '{' || sign === '[') {
      if (depth === 0) start = at;
      depth++;
    } else if (sign === '}' || sign === ']') {
      depth--;
      if (depth < 0) break;
      if (depth === 0) items.push(body.slice(start, at + 1));
    }
  }
  return items;
}
