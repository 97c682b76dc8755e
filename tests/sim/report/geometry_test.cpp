// SPDX-License-Identifier: Apache-2.0
#include "sim/report/geometry.hpp"

#include <gmock/gmock.h>

#include "tests/sim/report/read_text.hpp"

namespace peacenorm::report {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using Rings = std::vector<std::vector<Ring>>;

Geometry read(const std::string& text) {
    return read_text(read_geometry, "map.json", text);
}

std::string faults_of(const std::string& text) {
    return faults_in(read_geometry, "map.json", text);
}

std::vector<double> longitudes(const Ring& ring) {
    std::vector<double> all;
    for (const Spot& spot : ring) all.push_back(spot.longitude);
    return all;
}

const std::string features = R"({"type": "FeatureCollection", "features": [
	{"type": "Feature", "id": 1, "properties": {"no": 7, "shapeName": "Bafoulabé"}, "geometry":
	 {"type": "Polygon", "coordinates": [[[-10, 13], [-9.5, 13, 250], [-9.5, 14], [-10, 13]]]}},
	{"type": "Feature", "id": 2, "properties": {"no": 8, "shapeName": "gourma rharous"}, "geometry":
	 {"type": "MultiPolygon", "coordinates": [[[[0, 15], [1, 15], [1, 16], [0, 15]]], [[[2, 15], [3, 15], [3, 16], [2, 15]]]]}}]})";

TEST(Geometry, OfGeoJsonGoesToPlacesByTheNamesThatFit) {
    const Rings rings = outlines_of(read(features), {"Gourma-Rharous", "Bafoulabe"});
    ASSERT_THAT(rings, SizeIs(2));
    ASSERT_THAT(rings[0], SizeIs(2));
    EXPECT_THAT(longitudes(rings[0][1]), ElementsAre(2, 3, 3, 2));
    ASSERT_THAT(rings[1], SizeIs(1));
    EXPECT_THAT(longitudes(rings[1][0]), ElementsAre(-10, -9.5, -9.5, -10));
}

// Two squares that share the arc from (1, 0) to (1, 1): written once, walked backwards by the second.
const std::string topology = R"({"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[10,20]},
"arcs":[[[2,0],[0,2]],[[2,2],[-2,0],[0,-2],[2,0]],[[2,0],[2,0],[0,2],[-2,0]]],
"objects":{"map":{"type":"GeometryCollection","geometries":[
{"type":"Polygon","arcs":[[0,1]],"properties":{"name":"west"}},
{"type":"Polygon","arcs":[[2,-1]],"properties":{"name":"east"}}]}}})";

TEST(Geometry, OfTopoJsonSharesItsArcs) {
    const Rings rings = outlines_of(read(topology), {"east", "west"});
    EXPECT_THAT(longitudes(rings[1].at(0)), ElementsAre(11, 11, 10, 10, 11));
    EXPECT_THAT(longitudes(rings[0].at(0)), ElementsAre(11, 12, 12, 11, 11));
    EXPECT_EQ(rings[0].at(0).back().latitude, 20);
}

TEST(Geometry, SaysAllThatIsWrongAndWhere) {
    EXPECT_THAT(faults_of("{\"type\": \"Feature\"}"),
                HasSubstr("map.json:1:1: error: it is neither GeoJSON nor TopoJSON"));
    EXPECT_THAT(faults_of("{\"type\": "), HasSubstr("map.json:1:"));
    EXPECT_THAT(faults_of("[1, 2]"), HasSubstr("neither"));
    EXPECT_THAT(faults_of(R"({"type": "FeatureCollection"})"), HasSubstr("it has no list 'features'"));
    EXPECT_THAT(
        faults_of(R"({"type": "FeatureCollection", "features": [
{"geometry": {"type": "Point", "coordinates": [1, 2]}},
{"geometry": {"type": "Polygon", "coordinates": [[[500000, 13], [-9, "x"], [-9, 14], [7]]]}},
{"geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}}, {"geometry": null}, 5]})"),
        AllOf(HasSubstr("map.json:2:14: error: 'Point' has no area; expected Polygon or MultiPolygon"),
              HasSubstr("map.json:3:51: error: [500000, 13] lies nowhere; expected degrees"),
              HasSubstr("map.json:3:70: error: it is no number"), HasSubstr("map.json:3:86: error: it is no spot"),
              HasSubstr("map.json:4:50: error: a ring has too few spots"), HasSubstr("map.json:4:84: error:"),
              HasSubstr("map.json:4:91: error:")));
    EXPECT_THAT(
        faults_of(R"({"type": "Topology", "arcs": [], "objects": {"a": {"type": "Polygon", "arcs": [[0, -1, 0.5]]}}})"),
        AllOf(HasSubstr("there is no arc 0; the file has 0 arcs"), HasSubstr("there is no arc -1"),
              HasSubstr("there is no arc 0.5")));
}

TEST(Geometry, NamesThePlacesThatHaveNoOutline) {
    const auto said = [](const std::vector<std::string>& places) {
        try {
            outlines_of(read(features), places);
        } catch (const config::ConfigError& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_THAT(said({"Bafoulabe", "Kayes", "Nioro"}),
                HasSubstr("2 of 3 places have no outline by 'shapeName': Kayes, Nioro"));
    EXPECT_THAT(said({"Kayes"}), HasSubstr("no property of its outlines names a place of the result; expected Kayes"));
}

}  // namespace
}  // namespace peacenorm::report
