/** The receiver's page for people: what it has, and switches to break it with. Everything it shows is set as text, never as markup. */
export const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sample receiver</title>
<link rel="icon" href="data:,">
<style>
  :root { color-scheme: light dark; --line: light-dark(#e7e5e1, #34322f); --quiet: light-dark(#66625c, #a8a39b);
    --tint: light-dark(#eef3ee, #20302a); --good: light-dark(#2c6b4f, #7fc9a4); --bad: light-dark(#a3342a, #f0958a); }
  body { margin: 0 auto; max-width: 60rem; padding: 2.5rem 1.25rem; font: 15px/1.55 system-ui, sans-serif;
    background: light-dark(#fff, #191817); color: light-dark(#23211f, #ece9e4); }
  h1 { font-size: 1.5rem; margin: 0 0 .25rem; } p { color: var(--quiet); margin: 0 0 1.5rem; }
  dl { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0 0 1.5rem; }
  dl div { border: 1px solid var(--line); border-radius: 16px; padding: .75rem 1.25rem; min-width: 7rem; }
  dt { color: var(--quiet); font-size: .85rem; } dd { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
  form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-bottom: 1.5rem; }
  button { font: inherit; border: 1px solid var(--line); border-radius: 999px; padding: .35rem .9rem; background: none; color: inherit; cursor: pointer; }
  button:hover { background: var(--tint); } button[aria-pressed=true] { border-color: var(--bad); color: var(--bad); }
  button[data-faults='{}'][aria-pressed=true] { border-color: var(--good); color: var(--good); }
  .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 16px; }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
  th { text-align: left; color: var(--quiet); font-weight: 500; font-size: .85rem; }
  th, td { padding: .6rem 1rem; border-bottom: 1px solid var(--line); white-space: nowrap; } tr:last-child td { border: 0; }
  .number { text-align: right; } .chip { display: inline-block; background: var(--tint); color: var(--good); border-radius: 999px;
    padding: 0 .55rem; margin-right: .25rem; font-size: .85rem; } .bad { color: var(--bad); } #empty { padding: 2rem; text-align: center; }
</style>
<h1>Sample receiver</h1>
<p>The external system of the demo: every paid order and each change of it arrives here once, in order, signed.</p>
<dl>
  <div><dt>Orders</dt><dd id="orders">–</dd></div><div><dt>Applied</dt><dd id="applied">–</dd></div>
  <div><dt>Repeated</dt><dd id="duplicates">–</dd></div><div><dt>Out of order</dt><dd id="anomalies">–</dd></div>
  <div><dt>Refused</dt><dd id="rejected">–</dd></div>
</dl>
<form aria-label="Faults">
  <button type="button" data-faults='{}'>Healthy</button>
  <button type="button" data-faults='{"latencyMs":2000}'>2 s late</button>
  <button type="button" data-faults='{"status":503}'>Answers 503</button>
  <button type="button" data-faults='{"status":500,"rate":0.5}'>Half fail</button>
  <button type="button" data-faults='{"timeout":true}'>Never answers</button>
  <button type="button" data-faults='{"dropBefore":true}'>Drops before</button>
  <button type="button" data-faults='{"dropAfter":true}'>Drops after applying</button>
  <button type="button" data-faults='{"down":true}'>Down</button>
</form>
<div class="scroll"><table>
  <thead><tr><th>Order</th><th>Last</th><th class="number">Total</th><th>Sequences</th><th>Repeated</th><th>Received</th></tr></thead>
  <tbody></tbody>
</table><div id="empty" hidden>Nothing has arrived yet. Pay an order in the shop.</div></div>
<script>
  const rowsMax = 200, everyMs = 2000;
  const $ = (selector) => document.querySelector(selector);
  const get = (path) => fetch(path).then((answer) => answer.json());
  function cell(row, text, className) {
    const one = row.insertCell();
    one.textContent = text;
    if (className) one.className = className;
    return one;
  }
  async function show() {
    const [orders, log, faults] = await Promise.all([get('/orders'), get('/log'), get('/faults')]);
    $('#orders').textContent = orders.total;
    $('#applied').textContent = log.total;
    $('#duplicates').textContent = log.duplicates;
    $('#rejected').textContent = log.rejected;
    $('#anomalies').textContent = log.items.filter((item) => item.anomaly).length;
    for (const button of document.querySelectorAll('button')) {
      const wanted = JSON.parse(button.dataset.faults);
      const names = Object.keys(wanted).filter((name) => name !== 'rate').sort().join();
      const rates = Object.values(faults).every((fault) => fault.rate === (wanted.rate ?? 1));
      button.setAttribute('aria-pressed', rates && names === Object.keys(faults).sort().join());
    }
    const body = document.createElement('tbody');
    for (const item of orders.items.slice(0, rowsMax)) {
      const row = body.insertRow();
      const total = item.order?.totals?.totalWon ?? item.order?.totalWon;
      cell(row, item.order?.number ?? item.orderId);
      cell(row, item.type);
      cell(row, total === undefined ? '' : '₩' + total.toLocaleString('en-US'), 'number');
      const sequences = cell(row, '');
      for (const sequence of item.sequences) {
        const chip = document.createElement('span');
        chip.className = 'chip';
        chip.textContent = sequence;
        sequences.append(chip);
      }
      cell(row, item.duplicates || '', item.anomalies ? 'bad' : '');
      cell(row, new Date(item.lastAppliedAt).toLocaleTimeString());
    }
    $('tbody').replaceWith(body);
    $('#empty').hidden = orders.total > 0;
  }
  for (const button of document.querySelectorAll('button'))
    button.addEventListener('click', () => fetch('/faults', { method: 'PUT', body: button.dataset.faults }).then(show));
  const again = () => show().catch(() => undefined).finally(() => setTimeout(again, everyMs));
  again();
</script>
</html>`;
