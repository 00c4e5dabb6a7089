// A map of one incident or one group: the areas in which it could have been, over borders from this machine.
import { LngLatBounds, Map, Marker, NavigationControl, ScaleControl } from "/assets/maplibre-gl.mjs";

const box = document.getElementById("ground");
const EMPTY = { type: "FeatureCollection", features: [] };

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

const whole = ["==", ["get", "role"], "whole"];
function layers() {
  return [
    { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land") } },
    { id: "borders", type: "line", source: "land", paint: { "line-color": colour("border"), "line-width": 0.8 } },
    { id: "areas", type: "fill", source: "areas", filter: ["!", whole], paint: { "fill-color": colour("many"), "fill-opacity": 0.2 } },
    { id: "edges", type: "line", source: "areas", filter: ["!", whole], paint: { "line-color": colour("many"), "line-width": 1.6 } },
    { id: "outer", type: "line", source: "areas", filter: whole, paint: { "line-color": colour("many"), "line-width": 1.4, "line-dasharray": [3, 2] } },
  ];
}

const sources = { land: { type: "geojson", data: EMPTY }, areas: { type: "geojson", data: EMPTY } };
const map = new Map({ container: box, style: { version: 8, sources, layers: layers() }, center: [30, 25], zoom: 1.6, maxZoom: 12, attributionControl: false, dragRotate: false, pitchWithRotate: false, cooperativeGestures: false, scrollZoom: false, canvasContextAttributes: { preserveDrawingBuffer: true } });
map.addControl(new NavigationControl({ showCompass: false }), "top-right");
map.addControl(new ScaleControl({ maxWidth: 90 }), "bottom-left");
map.touchZoomRotate.disableRotation();
map.keyboard.disableRotation();
map.getCanvas().setAttribute("aria-label", "Map; arrows move it, plus and minus change its scale");

function label(features) {
  // Areas with one middle carry one label with all their numbers.
  const found = {};
  for (const { geometry, properties } of features) {
    if (!properties.name) continue;
    const ring = geometry.coordinates[0];
    const middle = [0, 1].map((side) => ring.reduce((sum, point) => sum + point[side], 0) / ring.length);
    const key = middle.map((side) => side.toFixed(2)).join();
    (found[key] ||= { middle, told: [] }).told.push(properties);
  }
  for (const { middle, told } of Object.values(found)) {
    const element = document.createElement("span");
    element.className = "groundlabel";
    element.textContent = told.map((one) => one.name).join(" ");
    element.title = told.map((one) => one.words).join("\n");
    new Marker({ element }).setLngLat(middle).addTo(map);
  }
}

map.on("load", async () => {
  const [atlas, found] = await Promise.all([box.dataset.borders, box.dataset.areas].map((path) => fetch(path).then((answer) => answer.json())));
  map.getSource("land").setData(topojson.feature(atlas, atlas.objects.countries));
  map.getSource("areas").setData(found);
  const bounds = new LngLatBounds();
  for (const feature of found.features) for (const point of feature.geometry.coordinates[0]) bounds.extend(point);
  if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: 46, maxZoom: 6.5, animate: false });
  label(found.features);
  box.dataset.drawn = String(found.features.length);
  map.once("idle", () => { box.dataset.idle = "yes"; });
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const { id, paint } of layers()) for (const [name, value] of Object.entries(paint)) map.setPaintProperty(id, name, value);
});
