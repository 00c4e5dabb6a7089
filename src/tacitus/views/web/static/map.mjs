// The map: borders from this machine, and for every place of the claims the area in which it could have been.
import { LngLatBounds, Map, Marker, NavigationControl, ScaleControl } from "/assets/maplibre-gl.mjs";

const box = document.getElementById("map");
const form = document.getElementById("filter");
const here = document.getElementById("here");
const LABELS = 60;
const EMPTY = { type: "FeatureCollection", features: [] };
let labels = [];

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function style() {
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: EMPTY },
      areas: { type: "geojson", data: EMPTY },
      dots: { type: "geojson", data: EMPTY },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land") } },
      { id: "borders", type: "line", source: "land", paint: { "line-color": colour("border"), "line-width": 0.8 } },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-color": colour("many"), "fill-opacity": 0.16 } },
      { id: "edges", type: "line", source: "areas", paint: { "line-color": colour("many"), "line-width": 1.4 } },
      { id: "dots", type: "circle", source: "dots", paint: { "circle-color": colour("many"), "circle-radius": 4, "circle-opacity": 0.55 } },
    ],
  };
}

const map = new Map({ container: box, style: style(), center: [30, 25], zoom: 1.6, maxZoom: 12, attributionControl: false, dragRotate: false, pitchWithRotate: false, canvasContextAttributes: { preserveDrawingBuffer: true } });
map.addControl(new NavigationControl({ showCompass: false }), "top-right");
map.addControl(new ScaleControl({ maxWidth: 90 }), "bottom-left");
map.touchZoomRotate.disableRotation();
map.keyboard.disableRotation();
map.getCanvas().setAttribute("aria-label", "Map; arrows move it, plus and minus change its scale");

function apart(shown) {
  // The most told first; a label that would lie on another is hidden until there is room.
  const taken = [];
  for (const { marker, feature } of shown) {
    const at = map.project(feature.properties.middle);
    const element = marker.getElement();
    const wide = element.offsetWidth / 2 + 4;
    const mine = [at.x - wide, at.y - 14, at.x + wide, at.y + 14];
    const free = taken.every((other) => mine[2] < other[0] || mine[0] > other[2] || mine[3] < other[1] || mine[1] > other[3]);
    element.classList.toggle("far", !free);
    if (free) taken.push(mine);
  }
}

function dots(features) {
  // An area too small to be seen at this scale is helped by a dot in its middle.
  const zoom = map.getZoom();
  const small = features.filter((feature) => feature.properties.until > zoom);
  map.getSource("dots").setData({ type: "FeatureCollection", features: small.map((feature) => ({ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: feature.properties.middle } })) });
}

function label(feature) {
  const link = document.createElement("a");
  const told = feature.properties;
  const address = new URLSearchParams(location.search);
  address.delete("page");
  address.set("place", told.name);
  link.className = "maplabel";
  link.href = `/?${address}`;
  const name = document.createElement("bdi");
  name.textContent = told.name;
  const count = document.createElement("span");
  count.className = "n";
  count.textContent = ` ${told.claims}`;
  link.append(name, count);
  link.title = `${told.claims} at ${told.name}${told.precision ? `, known as ${told.precision}` : ""}`;
  return new Marker({ element: link, anchor: "bottom" }).setLngLat(told.middle).addTo(map);
}

function named(features) {
  // Areas of one name carry one label, on the sharpest, with all their claims.
  const found = {};
  for (const feature of features) {
    const told = feature.properties;
    const key = `${told.name}|${told.country}`;
    const sum = (found[key]?.properties.claims || 0) + told.claims;
    const sharp = !found[key] || told.until > found[key].properties.until ? feature : found[key];
    found[key] = { ...sharp, properties: { ...sharp.properties, claims: sum } };
  }
  return Object.values(found).sort((left, right) => right.properties.claims - left.properties.claims);
}

let drawn = [];
async function load(move) {
  const address = new URLSearchParams(location.search);
  address.delete("page");
  const answer = await fetch(`${box.dataset.areas}?${address}`, { headers: { accept: "application/json" } });
  const found = answer.ok ? await answer.json() : { ...EMPTY, left: 0 };
  drawn = found.features;
  map.getSource("areas").setData({ type: "FeatureCollection", features: drawn });
  for (const { marker } of labels) marker.remove();
  labels = named(drawn).slice(0, LABELS).map((feature) => ({ feature, marker: label(feature) }));
  document.getElementById("left").textContent = found.left ? `${found.left.toLocaleString("en")} ${box.dataset.left}` : "";
  if (move && drawn.length) {
    const bounds = new LngLatBounds();
    for (const feature of drawn) {
      const [west, south, east, north] = feature.properties.box;
      bounds.extend([west, south]).extend([east, north]);
    }
    map.fitBounds(bounds, { padding: { top: 48, bottom: 24, left: 56, right: 56 }, maxZoom: 7, animate: false });
  }
  dots(drawn);
  apart(labels);
  box.dataset.drawn = String(drawn.length);
}

map.on("load", async () => {
  const answer = await fetch(box.dataset.borders);
  const atlas = await answer.json();
  map.getSource("land").setData(topojson.feature(atlas, atlas.objects.countries));
  await load(true);
  map.once("idle", () => { box.dataset.idle = "yes"; });
});
map.on("moveend", (event) => {
  dots(drawn);
  apart(labels);
  if (event.originalEvent) here.hidden = false;
});
here.addEventListener("click", () => {
  const view = map.getBounds();
  const sides = [Math.max(-180, view.getWest()), Math.max(-90, view.getSouth()), Math.min(180, view.getEast()), Math.min(90, view.getNorth())];
  form.elements.box.value = sides.map((side) => side.toFixed(3)).join(",");
  here.hidden = true;
  form.requestSubmit();
});
document.body.addEventListener("htmx:pushedIntoHistory", () => load(!form.elements.box.value));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const { id, paint } of style().layers) {
    for (const [name, value] of Object.entries(paint)) map.setPaintProperty(id, name, value);
  }
});
