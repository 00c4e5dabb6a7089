// A map of one incident or one group: the areas in which it could have been, over borders from this machine.
import { LngLatBounds, Map, Marker, NavigationControl, ScaleControl } from "/assets/maplibre-gl.mjs";

const box = document.getElementById("ground");
const chooser = document.getElementById("grounds");
const EMPTY = { type: "FeatureCollection", features: [] };
const VOICES = ["who", "many", "where", "whom", "when", "said"];
let labels = [];
let towns = [];

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function layers() {
  const of = (...roles) => ["in", ["get", "role"], ["literal", roles]];
  const tints = ["match", ["get", "colour"], ...VOICES.flatMap((name, number) => [number, colour(name)]), colour("many")];
  return [
    { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land") } },
    { id: "borders", type: "line", source: "land", paint: { "line-color": colour("border"), "line-width": 0.8 } },
    { id: "areas", type: "fill", source: "areas", role: of("common", "track"), paint: { "fill-color": colour("many"), "fill-opacity": 0.2 } },
    { id: "edges", type: "line", source: "areas", role: of("common", "track"), paint: { "line-color": colour("many"), "line-width": 1.6 } },
    { id: "outer", type: "line", source: "areas", role: of("whole"), paint: { "line-color": colour("many"), "line-width": 1.4, "line-dasharray": [3, 2] } },
    { id: "told", type: "fill", source: "areas", role: of("version"), paint: { "fill-color": tints, "fill-opacity": 0.22 } },
    { id: "rims", type: "line", source: "areas", role: of("version"), paint: { "line-color": tints, "line-width": 2 } },
  ];
}

function drawnLayers() {
  return layers().map(({ role, ...layer }) => (role ? { ...layer, filter: role } : layer));
}

const sources = { land: { type: "geojson", data: EMPTY }, areas: { type: "geojson", data: EMPTY } };
const map = new Map({ container: box, style: { version: 8, sources, layers: drawnLayers() }, center: [30, 25], zoom: 1.6, maxZoom: 12, attributionControl: false, dragRotate: false, pitchWithRotate: false, cooperativeGestures: false, scrollZoom: false, canvasContextAttributes: { preserveDrawingBuffer: true } });
map.addControl(new NavigationControl({ showCompass: false }), "top-right");
map.addControl(new ScaleControl({ maxWidth: 90 }), "bottom-left");
map.touchZoomRotate.disableRotation();
map.keyboard.disableRotation();
map.getCanvas().setAttribute("aria-label", "Map; arrows move it, plus and minus change its scale");

function middleOf(geometry) {
  const ring = geometry.coordinates[0];
  return [0, 1].map((side) => ring.reduce((sum, point) => sum + point[side], 0) / ring.length);
}

function marked(words, name, at, anchor) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = words;
  element.setAttribute("dir", "auto");
  return new Marker({ element, anchor }).setLngLat(at).addTo(map);
}

function label(features) {
  // Areas with one middle carry one label with all their numbers.
  const found = {};
  for (const { geometry, properties } of features) {
    if (!properties.name) continue;
    const middle = middleOf(geometry);
    const key = middle.map((side) => side.toFixed(2)).join();
    (found[key] ||= { middle, told: [] }).told.push(properties);
  }
  for (const marker of labels) marker.remove();
  labels = Object.values(found).map(({ middle, told }) => {
    const marker = marked(told.map((one) => one.name).join(" "), "groundlabel", middle, "center");
    marker.getElement().title = told.map((one) => one.words).join("\n");
    return marker;
  });
}

function apart() {
  // Labels of areas first; the name of a town that would lie on another is hidden until there is room.
  const taken = [];
  for (const marker of [...labels, ...towns]) {
    const town = towns.includes(marker);
    const at = map.project(marker.getLngLat());
    const wide = marker.getElement().offsetWidth;
    const mine = town ? [at.x, at.y - 9, at.x + wide + 6, at.y + 9] : [at.x - wide / 2, at.y - 9, at.x + wide / 2, at.y + 9];
    const inside = mine[0] >= 0 && mine[1] >= 0 && mine[2] <= box.clientWidth && mine[3] <= box.clientHeight;
    const free = inside && taken.every((other) => mine[2] < other[0] || mine[0] > other[2] || mine[3] < other[1] || mine[1] > other[3]);
    if (town) marker.getElement().classList.toggle("far", !free);
    if (free || !town) taken.push(mine);
  }
}

let drawn = [];
function choose() {
  // What is ticked beside the map; a map without choices draws all.
  const boxes = chooser ? [...chooser.querySelectorAll("input")] : [];
  const keys = chooser ? boxes.filter((one) => one.checked).map((one) => one.value) : null;
  const shown = keys ? drawn.filter((one) => keys.includes(one.properties.key)) : drawn;
  map.getSource("areas").setData({ ...EMPTY, features: shown });
  label(shown);
  apart();
  box.dataset.drawn = String(shown.length);
}

map.on("load", async () => {
  const [atlas, found] = await Promise.all([box.dataset.borders, box.dataset.areas].map((path) => fetch(path).then((answer) => answer.json())));
  map.getSource("land").setData(topojson.feature(atlas, atlas.objects.countries));
  drawn = found.features;
  const bounds = new LngLatBounds();
  for (const feature of drawn) for (const point of feature.geometry.coordinates[0]) bounds.extend(point);
  if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: 46, maxZoom: 6.5, animate: false });
  towns = found.towns.map((town) => marked(town.name, "townlabel", town.at, "left"));
  for (const one of chooser ? chooser.querySelectorAll("input:not([data-none])") : []) one.disabled = false;
  chooser?.addEventListener("change", choose);
  choose();
  map.once("idle", () => { box.dataset.idle = "yes"; });
});
map.on("moveend", apart);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const { id, paint } of layers()) for (const [name, value] of Object.entries(paint)) map.setPaintProperty(id, name, value);
});
