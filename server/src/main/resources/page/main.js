import './seat-map.js';
import './seat-page.js';
