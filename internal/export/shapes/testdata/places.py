"""Reads GeoJSON by a validator of RFC 7946 and by GDAL, the library in QGIS, and takes the steps of docs/analysis that GDAL can take. The folder with the files is the argument."""
import json
import os
import sys
import warnings

import pyogrio
from geojson_pydantic import FeatureCollection
from pyogrio import raw

warnings.filterwarnings("ignore", message=".*geometry.*|.*crs.*")
os.chdir(sys.argv[1])

valid = FeatureCollection.model_validate_json(open("events.geojson", "rb").read(), strict=True)
points = [f.geometry.coordinates for f in valid.features]


def types(file, **options):
    info = pyogrio.read_info(file, **options)
    return {f: t.removeprefix("OFT") for f, t in zip(info["fields"], info["ogr_types"])}


def nested(file):
    info = pyogrio.read_info(file)
    return [f for f, t, s in zip(info["fields"], info["ogr_types"], info["ogr_subtypes"]) if t.endswith("List") or s.endswith("JSON")]


def read(file, **options):
    meta, _, geometry, values = raw.read(file, **options)
    return meta, geometry, dict(zip(meta["fields"], values))


# Steps 2 and 6 of the page: a filter; a table with well-known text, and a GeoPackage of it.
_, exact, _ = read("events.geojson", where="\"precision\" IN ('city', 'point') AND \"status\" = 'actual'")
options = {"GEOM_POSSIBLE_NAMES": "wkt", "AUTODETECT_TYPE": "YES", "KEEP_GEOM_COLUMNS": "NO"}
meta, geometry, values = read("events.wkt.csv", **options)
raw.write("events.gpkg", geometry, list(values.values()), list(values), geometry_type="Point", crs="EPSG:4326", driver="GPKG")
info = pyogrio.read_info("events.geojson")
packed = pyogrio.read_info("events.gpkg")
json.dump(
    {
        "features": len(valid.features),
        "unique_ids": len({f.id for f in valid.features}),
        "bounds": [min(p.longitude for p in points), min(p.latitude for p in points), max(p.longitude for p in points), max(p.latitude for p in points)],
        "decimals": max(len(str(x).partition(".")[2]) for p in points for x in (p.longitude, p.latitude)),
        "gdal": {"features": info["features"], "crs": info["crs"], "geometry": info["geometry_type"], "bounds": info["total_bounds"], "types": types("events.geojson")},
        "nested": nested("events.geojson"),
        "exact": len(exact),
        "table": {"features": len(geometry), "types": types("events.wkt.csv", **options)},
        "geopackage": {"features": packed["features"], "crs": packed["crs"], "geometry": packed["geometry_type"], "bounds": packed["total_bounds"], "types": types("events.gpkg")},
        "same_points": sorted(geometry.tolist()) == sorted(read("events.geojson")[1].tolist()) == sorted(read("events.gpkg")[1].tolist()),
    },
    sys.stdout,
)
