#!/usr/bin/env node
// Makes the files of resources/outlines from the npm package world-atlas (Natural Earth as TopoJSON).
//
//     npm install world-atlas@2.0.2 topojson-client@3.1.0     (in any folder)
//     node packaging/make-outlines.mjs THAT_FOLDER/node_modules resources/outlines
//
// Layout of the files, integers little-endian:
//     8 bytes  "SHAMALOL" (outlines), "SHAMALCO" (countries)
//     uint32   version, 1
//     uint32   number of lines, or of countries
//     uint32   number of points of all of them
//     uint32   FNV-1a hash of everything behind this header
//     outlines, per line: one byte kind (0 coast, 1 border), then its points
//     countries, by name: varint length of the name and the name in UTF-8, varint number of parts, per part varint
//     number of rings, the outer one first, per ring its points, the first one not repeated; outer rings run
//     counter-clockwise on the sphere (Antarctica's round the pole), holes clockwise, and steps go the shorter way round
//     points: varint their number, then per point the zigzag varints of the steps in longitude and latitude from the
//     point before (the first point: from the last point before it in the file, at the start from 0, 0), in thousandths
//     of a degree.
// A varint holds 7 bits a byte, lowest first, the top bit set on all bytes but the last.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [modules, folder] = process.argv.slice(2);
if (!modules || !folder) {
    console.error("usage: make-outlines.mjs NODE_MODULES FOLDER");
    process.exit(2);
}
const require = createRequire(resolve(modules, "outlines.js"));
const { feature, mesh } = require("topojson-client");

const unitsPerDegree = 1000;

// Polygons are cut along the date line and closed along the south pole; these edges are no coast.
function isArtificial(a, b) {
    const onDateLine = Math.abs(a[0]) > 179.99 && Math.abs(b[0]) > 179.99;
    const atPole = a[1] < -89.9 && b[1] < -89.9;
    return onDateLine || atPole || Math.abs(a[0] - b[0]) > 180;
}

function withoutArtificialEdges(line) {
    const parts = [];
    let part = [line[0]];
    for (let i = 1; i < line.length; ++i) {
        if (isArtificial(line[i - 1], line[i])) {
            parts.push(part);
            part = [];
        }
        part.push(line[i]);
    }
    parts.push(part);
    return parts;
}

function quantised(line) {
    const points = line.map(([longitude, latitude]) => [
        Math.round(longitude * unitsPerDegree),
        Math.round(latitude * unitsPerDegree),
    ]);
    return points.filter((p, i) => i === 0 || p[0] !== points[i - 1][0] || p[1] !== points[i - 1][1]);
}

function linesOf(atlas, kind, filter) {
    return mesh(atlas, atlas.objects.countries, filter)
        .coordinates.flatMap(withoutArtificialEdges)
        .map(quantised)
        .filter((points) => points.length > 1)
        .map((points) => ({ kind, points }));
}

class Bytes {
    bytes = [];
    points = 0;
    last = [0, 0];

    putVarint(value) {
        for (; value > 127; value = Math.floor(value / 128)) this.bytes.push((value % 128) + 128);
        this.bytes.push(value);
    }
    putSigned(value) {
        this.putVarint(value < 0 ? -2 * value - 1 : 2 * value);
    }
    putPoints(points) {
        this.putVarint(points.length);
        for (const [x, y] of points) {
            this.putSigned(x - this.last[0]);
            this.putSigned(y - this.last[1]);
            this.last = [x, y];
        }
        this.points += points.length;
    }
    write(file, magic, count) {
        let hash = 0x811c9dc5;
        for (const byte of this.bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
        const header = Buffer.alloc(24);
        header.write(magic, 0, "latin1");
        [1, count, this.points, hash].forEach((value, i) => header.writeUInt32LE(value, 8 + 4 * i));
        writeFileSync(resolve(folder, file), Buffer.concat([header, Buffer.from(this.bytes)]));
        console.log(`${file}: ${count} entries, ${this.points} points, ${24 + this.bytes.length} bytes`);
    }
}

function writeOutlines(atlas, file) {
    const bytes = new Bytes();
    const lines = [...linesOf(atlas, 0, (a, b) => a === b), ...linesOf(atlas, 1, (a, b) => a !== b)];
    for (const { kind, points } of lines) {
        bytes.bytes.push(kind);
        bytes.putPoints(points);
    }
    bytes.write(file, "SHAMALOL", lines.length);
}

// Natural Earth's names are short for map labels.
const wholeWords = [
    [/^W\. Sahara$/, "Western Sahara"], [/^Dem\. Rep\. Congo$/, "Democratic Republic of the Congo"],
    [/^Dominican Rep\.$/, "Dominican Republic"], [/^Falkland Is\.$/, "Falkland Islands"],
    [/^Fr\. S\. Antarctic Lands$/, "French Southern and Antarctic Lands"], [/^Central African Rep\.$/, "Central African Republic"],
    [/^Eq\. Guinea$/, "Equatorial Guinea"], [/^eSwatini$/, "Eswatini"], [/^S\. Sudan$/, "South Sudan"], [/^Macedonia$/, "North Macedonia"],
    [/^Bosnia and Herz\.$/, "Bosnia and Herzegovina"], [/^N\. Cyprus$/, "Northern Cyprus"], [/^Antigua and Barb\.$/, "Antigua and Barbuda"],
    [/^St\. Vin\. and Gren\.$/, "Saint Vincent and the Grenadines"], [/^U\.S\. Virgin Is\.$/, "United States Virgin Islands"],
    [/^St\. /, "Saint "], [/^St-/, "Saint-"], [/^S\. Geo\. and the Is\.$/, "South Georgia and the South Sandwich Islands"],
    [/^Br\. Indian Ocean Ter\.$/, "British Indian Ocean Territory"], [/^Pitcairn Is\.$/, "Pitcairn Islands"],
    [/^Fr\. Polynesia$/, "French Polynesia"], [/^Heard I\. and McDonald Is\.$/, "Heard Island and McDonald Islands"],
    [/^N\. Mariana Is\.$/, "Northern Mariana Islands"], [/^Ashmore and Cartier Is\.$/, "Ashmore and Cartier Islands"],
    [/^Wallis and Futuna Is\.$/, "Wallis and Futuna Islands"], [/ Ter\.$/, " Territory"], [/ Is\.$/, " Islands"],
];
const named = (name) => wholeWords.reduce((text, [short, long]) => text.replace(short, long), name);

// Rounding can leave no area of a small hole or island.
function extends2d(ring) {
    const [x, y] = [0, 1].map((i) => ring.map((p) => p[i]));
    return ring.length > 2 && Math.max(...x) > Math.min(...x) && Math.max(...y) > Math.min(...y);
}

// World-atlas joins what Natural Earth cuts at 180 degrees. What is left of Antarctica's cut is a line along the pole
// that stands for the outer ring, and has the coast for a hole; d3 takes outer rings clockwise.
const isAlongPole = (ring) => ring.every((p) => p[1] < -89.9);
const ringsOf = (rings) => rings.filter((ring) => !isAlongPole(ring)).map((ring) => quantised(ring.slice(0, -1)).reverse());

function writeCountries(atlas, file) {
    const bytes = new Bytes();
    const countries = feature(atlas, atlas.objects.countries)
        .features.map(({ properties, geometry }) => ({
            name: named(properties.name),
            parts: (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates)
                .map(ringsOf)
                .filter(([outer]) => extends2d(outer))
                .map(([outer, ...holes]) => [outer, ...holes.filter(extends2d)]),
        }))
        .sort((a, b) => a.name.localeCompare(b.name, "en"));
    for (const { name, parts } of countries) {
        const text = Buffer.from(name, "utf8");
        bytes.putVarint(text.length);
        bytes.bytes.push(...text);
        bytes.putVarint(parts.length);
        for (const rings of parts) {
            bytes.putVarint(rings.length);
            rings.forEach((ring) => bytes.putPoints(ring));
        }
    }
    bytes.write(file, "SHAMALCO", countries.length);
}

const atlasOf = (scale) => JSON.parse(readFileSync(resolve(modules, `world-atlas/countries-${scale}.json`), "utf8"));
writeOutlines(atlasOf("50m"), "natural-earth-50m.bin");
writeOutlines(atlasOf("110m"), "natural-earth-110m.bin");
writeCountries(atlasOf("50m"), "natural-earth-countries-50m.bin");
