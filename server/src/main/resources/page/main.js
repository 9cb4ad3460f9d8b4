import './seatkeeper-map.js';
import './seatkeeper-list.js';
import './seat-page.js';
