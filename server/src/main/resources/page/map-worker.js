import { Feed } from './map-feed.js';
import { Grid } from './map-grid.js';

/** Decodes the feed and answers where things are, aside from the thread that draws. */

let feed = null;
let grid = null;

function tell(message) {
  const buffers = [message.states, message.objects, message.areas]
    .filter((array) => array !== undefined)
    .map((array) => array.buffer);
  postMessage(message, buffers);
}

addEventListener('message', ({ data }) => {
  switch (data.type) {
    case 'follow':
      feed?.close();
      feed = new Feed(data.url, tell);
      break;
    case 'geometry':
      grid = new Grid(data);
      break;
    case 'hit':
      postMessage({
        type: 'found',
        request: data.request,
        object: grid?.at(data.x, data.y, data.slack) ?? -1,
      });
      break;
    case 'step':
      postMessage({
        type: 'found',
        request: data.request,
        object: grid?.next(data.from, data.dx, data.dy) ?? -1,
      });
      break;
    case 'close':
      feed?.close();
      close();
      break;
    default:
      throw new Error(`the map's worker does not know ${data.type}`);
  }
});
