import { html, nothing, svg } from 'lit';
import { AREA } from './map-chart.js';
import { saleableTotal } from './office-total.js';
import { counted, money, number } from './office-words.js';

/** What a tool of the map asks for, and its button. */
export function renderTool(map) {
  switch (map.tool) {
    case 'block':
      return renderBlock(map);
    case 'channel':
      return renderChannel(map);
    case 'sell':
      return renderSell(map);
    case 'release':
      return renderRelease(map);
    default:
      return renderLook(map);
  }
}

const field = (map, id) => map.renderRoot.querySelector(`#${id}`).value.trim();

function renderLook({ looked, event }) {
  if (!looked) {
    return html`<p class="hint">Click a seat to see what the node knows of it. Arrow keys move on the map, Enter looks.</p>`;
  }
  const { label, status, category, section, channel, blocked, blockReason, forSale, order, token, area } = looked;
  const state = blocked && status === 'free' ? `blocked: ${blockReason}` : forSale ? status : `${status}, not for sale`;
  const key = encodeURIComponent(event);
  return html`<div class="stack tight" id="looked"><h2>${label}</h2>
    <dl><dt>Status</dt><dd>${area ? `${number(area.booked)} sold, ${number(area.held)} held, ${number(area.free)} free` : state}</dd>
      ${section ? html`<dt>Section</dt><dd>${section}</dd>` : nothing}<dt>Category</dt><dd>${category}</dd>
      ${channel ? html`<dt>Channel</dt><dd>${channel}</dd>` : nothing}
      ${order ? html`<dt>Order</dt><dd><a href="#/event/${key}/orders/${encodeURIComponent(order)}">${order}</a></dd>` : nothing}
      ${token ? html`<dt>Held by</dt><dd><code>${token}</code></dd>` : nothing}</dl>
    <a class="button small" href="#/event/${key}/seat/${encodeURIComponent(label)}">Its history</a></div>`;
}

function renderBlock(map) {
  const { choice, plan } = map;
  const block = (event) => {
    event.preventDefault();
    const reason = field(map, 'reason');
    map.act(async () => {
      const { labels } = choice;
      await map.tools.update(labels, { blockReason: reason });
      map.say(`${counted(labels.length, 'object')} blocked: ${reason}.`, 'good',
        async () => { await map.tools.update(labels, { blockReason: '' }); await map.learnPlan(); map.say('They can be sold again.'); });
    });
  };
  const unblock = () => map.act(async () => {
    const { labels } = choice;
    await map.tools.update(labels, { blockReason: '' });
    map.say(`${counted(labels.length, 'object')} can be sold again.`);
  });
  return html`<form class="stack tight" @submit=${block}>
      <label>Why <small>nobody but you sees it</small><input id="reason" required maxlength="256" autocomplete="off" placeholder="Camera"></label>
      <div class="line"><button class="go" id="block" ?disabled=${map.busy || choice.size === 0}>Block ${counted(choice.size, 'object')}</button>
        <button type="button" class="plain" id="unblock" ?disabled=${map.busy || choice.size === 0} @click=${unblock}>Unblock</button></div></form>
    ${(plan?.blocks ?? []).length > 0 ? html`<h2 class="kicker">Blocked now</h2><ul class="signs">${plan.blocks.map(({ reason, labels }) => html`
      <li><svg viewBox="0 0 22 22" aria-hidden="true"><path d="M6 6l10 10M16 6L6 16" stroke="var(--muted)" stroke-width="2.2" stroke-linecap="round"/></svg>
        ${reason}<em>${number(labels.length)}</em>
        <button class="plain small" aria-label="Choose what is blocked for ${reason}" @click=${() => chooseLabels(map, labels)}>Choose</button></li>`)}</ul>` : nothing}`;
}

function chooseLabels({ choice, chart }, labels) {
  choice.selected.clear();
  choice.toggleAll(labels.map((label) => chart.indexOf(label)).filter((object) => object >= 0));
}

function renderChannel(map) {
  const { choice, chart, signs = [], plan } = map;
  const { areas } = choice;
  const give = (event) => {
    event.preventDefault();
    const channel = field(map, 'channel');
    map.act(async () => {
      const seats = choice.seats.map((object) => chart.labels[object]);
      await map.tools.update(seats, { channel });
      for (const object of areas) {
        const label = chart.labels[object];
        const capacity = Number(field(map, `share-${object}`));
        await map.tools.update([label], { channelCapacities: sharesWith(plan, label, channel, capacity) });
      }
      map.say(`${counted(choice.size, 'object')} of channel ${channel} now.`);
    });
  };
  const take = () => map.act(async () => {
    const seats = choice.seats.map((object) => chart.labels[object]);
    await map.tools.update(seats, { channel: '' });
    await map.tools.update(areas.map((object) => chart.labels[object]), { channelCapacities: [] });
    map.say(`${counted(choice.size, 'object')} for everybody again.`);
  });
  return html`<form class="stack tight" @submit=${give}>
      <label>Channel <small>such as fanclub or sponsor; a presale’s code opens it</small>
        <input id="channel" list="channels" required maxlength="64" pattern="[A-Za-z0-9_\\-]{1,64}" title="Letters, digits, _ and -" autocomplete="off" spellcheck="false">
        <datalist id="channels">${signs.map(({ channel }) => html`<option value=${channel}></option>`)}</datalist></label>
      ${areas.map((object) => html`<label>Places of ${chart.labels[object]}
        <input id="share-${object}" type="number" required min="0" max=${chart.capacity(object)} value=${chart.capacity(object)}></label>`)}
      <div class="line"><button class="go" id="give" ?disabled=${map.busy || choice.size === 0}>Give ${counted(choice.size, 'object')} to it</button>
        <button type="button" class="plain" id="take" ?disabled=${map.busy || choice.size === 0} @click=${take}>Take out</button></div></form>
    ${signs.length > 0 ? html`<h2 class="kicker">Channels</h2><ul class="signs">${signs.map((sign) => renderSign(map, sign))}</ul>` : nothing}
    ${renderShares(plan)}`;
}

function renderSign(map, { channel, labels, color, dash, letter }) {
  return html`<li><svg viewBox="0 0 22 22" aria-hidden="true">${svg`<circle cx="11" cy="11" r="8.5" fill="none" stroke=${color} stroke-width="2"
      stroke-dasharray=${dash.join(' ')}/><text x="11" y="14.6" text-anchor="middle" font-size="10" font-weight="700" fill="var(--text)">${letter}</text>`}</svg>
    ${channel}<em>${number(labels.length)}</em>
    <button class="plain small" aria-label="Choose the seats of ${channel}" @click=${() => chooseLabels(map, labels)}>Choose</button></li>`;
}

function renderShares(plan) {
  const shared = (plan?.areas ?? []).filter(({ allotments }) => allotments.length > 1);
  return shared.length === 0 ? nothing : html`<ul class="signs">${shared.map(({ label, allotments }) => html`
    <li>${label}: ${allotments.map(({ channel, capacity }) => `${channel || 'everybody'} ${number(capacity)}`).join(', ')}</li>`)}</ul>`;
}

/** An area's shares with that of one channel changed. */
function sharesWith(plan, label, channel, capacity) {
  const area = plan.areas.find((one) => one.label === label);
  const others = (area?.allotments ?? []).filter((one) => one.channel && one.channel !== channel);
  return [...others, { channel, capacity }].filter((one) => one.capacity > 0)
    .map((one) => ({ channel: one.channel, capacity: one.capacity }));
}

function renderSell(map) {
  const { choice, chart, prices, sold } = map;
  const free = [...choice.selected.keys()].every((object) => map.map.isFree(object));
  const total = prices?.currency ? saleableTotal(chart, prices, choice.selected) : null;
  const sell = () => map.act(async () => {
    const answer = await map.tools.sell(choice.named(choice.selected), '');
    map.sold = answer;
    map.say(`Sold under ${answer.order}.`);
  });
  return html`<div class="stack tight">
    ${choice.areas.map((object) => html`<label>Places of ${chart.labels[object]}
      <input type="number" min="1" max=${Math.min(100, chart.capacity(object))} .value=${String(choice.selected.get(object))}
        @change=${(event) => { choice.selected.set(object, Number(event.target.value)); choice.tell(); }}></label>`)}
    ${total === null ? nothing : html`<dl><dt>Take at the counter</dt><dd><b>${money(total, prices.currency, prices.currencyDigits)}</b></dd></dl>
      <p class="hint">At the price of ${prices.ticketTypes[0].name}, with the fees. The node books the seats; the money is yours to take.</p>`}
    ${free ? nothing : html`<p class="notice warn">Some of what is chosen is not free.</p>`}
    <button class="go" id="sell" ?disabled=${map.busy || choice.size === 0 || choice.size > 100 || !free} @click=${sell}>Sell ${counted(choice.size, 'object')}</button>
    ${sold ? html`<div class="notice good" id="sold"><b>Sold</b><span>${sold.objects.map(({ label, quantity }) => (quantity > 1 ? `${quantity} × ${label}` : label)).join(', ')}</span>
      <code>${sold.order}</code></div>` : nothing}</div>`;
}

function renderRelease(map) {
  const { choice } = map;
  const taken = [...choice.selected.keys()].filter((object) => !map.map.isFree(object) || map.chart.kind[object] === AREA);
  const release = () => map.act(async () => {
    const released = await map.tools.release(taken.map((object) => map.chart.labels[object]));
    map.say(`${counted(released, 'object')} free again.`);
  });
  return html`<p class="hint">What is held or sold becomes free. Seats of a paid order are given back by cancelling the order, so that its money is returned too.</p>
    <button class="stop" id="release" ?disabled=${map.busy || taken.length === 0} @click=${release}>Release ${counted(taken.length, 'object')}</button>`;
}
