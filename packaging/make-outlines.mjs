#!/usr/bin/env node
// Makes resources/outlines/natural-earth-50m.bin from the npm package world-atlas (Natural Earth as TopoJSON).
//
//     npm install world-atlas@2.0.2 topojson-client@3.1.0     (in any folder)
//     node packaging/make-outlines.mjs THAT_FOLDER/node_modules resources/outlines/natural-earth-50m.bin
//
// Layout of the file, integers little-endian:
//     8 bytes  "SHAMALOL"
//     uint32   version, 1
//     uint32   number of lines
//     uint32   number of points of all lines
//     uint32   FNV-1a hash of everything behind this header
//     per line: one byte kind (0 coast, 1 border), varint number of points, then per point the zigzag varints of the
//     steps in longitude and latitude from the point before (the first point of a line: from the last point of the line
//     before, at the start of the file from 0, 0), in thousandths of a degree.
// A varint holds 7 bits a byte, lowest first, the top bit set on all bytes but the last.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [modules, output] = process.argv.slice(2);
if (!modules || !output) {
    console.error("usage: make-outlines.mjs NODE_MODULES OUTPUT");
    process.exit(2);
}
const require = createRequire(resolve(modules, "outlines.js"));
const { mesh } = require("topojson-client");
const atlas = JSON.parse(readFileSync(resolve(modules, "world-atlas/countries-50m.json"), "utf8"));

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

function linesOf(kind, filter) {
    return mesh(atlas, atlas.objects.countries, filter)
        .coordinates.flatMap(withoutArtificialEdges)
        .map(quantised)
        .filter((points) => points.length > 1)
        .map((points) => ({ kind, points }));
}

const bytes = [];
function putVarint(value) {
    for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
    bytes.push(value);
}
const putSigned = (value) => putVarint(value < 0 ? -2 * value - 1 : 2 * value);

const lines = [...linesOf(0, (a, b) => a === b), ...linesOf(1, (a, b) => a !== b)];
let pointCount = 0;
let [x, y] = [0, 0];
for (const { kind, points } of lines) {
    bytes.push(kind);
    putVarint(points.length);
    for (const [longitude, latitude] of points) {
        putSigned(longitude - x);
        putSigned(latitude - y);
        [x, y] = [longitude, latitude];
    }
    pointCount += points.length;
}

let hash = 0x811c9dc5;
for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;

const header = Buffer.alloc(24);
header.write("SHAMALOL", 0, "latin1");
[1, lines.length, pointCount, hash].forEach((value, i) => header.writeUInt32LE(value, 8 + 4 * i));
writeFileSync(output, Buffer.concat([header, Buffer.from(bytes)]));
console.log(`${lines.length} lines, ${pointCount} points, ${24 + bytes.length} bytes`);
