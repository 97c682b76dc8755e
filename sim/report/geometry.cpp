// SPDX-License-Identifier: Apache-2.0
#include "sim/report/geometry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>

#include "sim/config/faults.hpp"
#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"
#include "sim/config/yaml_file.hpp"
#include "sim/core/check.hpp"

namespace peacenorm::report {

namespace {

using config::Node;

constexpr std::size_t fewest_spots = 4;       // of a ring: a triangle that is closed
constexpr std::size_t most_bytes = 8u << 20;  // of a file

bool is_list(const Node* node) {
    return node != nullptr && node->kind == Node::Kind::list;
}

std::string text_of(const Node* node) {
    return node != nullptr && node->kind == Node::Kind::scalar ? node->text : std::string();
}

/// The text of a file. A tab is white space in JSON, but nowhere in YAML's indentation; a string holds none.
std::string text_in(const std::string& file) {
    if (std::error_code error; std::filesystem::exists(file, error) && !std::filesystem::is_regular_file(file, error))
        throw config::ConfigError(
            fmt::format("{}: error: it is no plain file; expected GeoJSON or TopoJSON\n", config::printable(file)));
    std::ifstream stream(file, std::ios::binary);
    std::string text(most_bytes + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (!stream.is_open() || stream.bad())
        throw IoError(fmt::format("{}: cannot read it: {}", config::printable(file), std::strerror(errno)));
    if (text.size() > most_bytes)
        throw config::ConfigError(
            fmt::format("{}: error: the outlines are too long; allowed: at most {} MiB, simplify "
                        "them\n",
                        config::printable(file), most_bytes >> 20));
    std::replace(text.begin(), text.end(), '\t', ' ');
    return text;
}

/// Reads a file of either kind; JSON is read as the YAML that it is.
class Reader {
  public:
    explicit Reader(const std::string& file) : root_(config::read_yaml_text(file, text_in(file), sources_, faults_)) {
        faults_.raise(sources_);
        geometry_.file = file;
        const std::string type = text_of(root_.find("type"));
        if (type == "FeatureCollection")
            read_features();
        else if (type == "Topology")
            read_topology();
        else
            add(root_, "it is neither GeoJSON nor TopoJSON",
                "expected an object whose type is FeatureCollection or Topology");
        faults_.raise(sources_);
    }
    Geometry geometry() && { return std::move(geometry_); }

  private:
    void add(const Node& node, std::string problem, std::string allowed) {
        faults_.add(node.at, std::move(problem), std::move(allowed));
    }

    /// The list that a key holds; null with a fault where there is none.
    const Node* list_in(const Node& node, std::string_view key) {
        const Node* list = node.find(key);
        if (is_list(list)) return list;
        add(list != nullptr ? *list : node, fmt::format("it has no list '{}'", key), "expected a list");
        return nullptr;
    }

    double number(const Node& node) {
        const auto value =
            node.kind == Node::Kind::scalar && !node.quoted ? config::parse_real(node.text) : std::nullopt;
        if (value) return *value;
        add(node, "it is no number", "expected a number");
        return 0;
    }

    /// The first two numbers of a spot; a height behind them is not read.
    Spot spot(const Node& node) {
        if (is_list(&node) && node.items.size() >= 2) return {number(node.items[0]), number(node.items[1])};
        add(node, "it is no spot", "expected [longitude, latitude]");
        return {};
    }

    void check(const Spot& spot, const Node& node) {
        if (std::abs(spot.longitude) <= 180 && std::abs(spot.latitude) <= 90) return;
        add(node, fmt::format("[{:g}, {:g}] lies nowhere", spot.longitude, spot.latitude),
            "expected degrees: longitude from -180 to 180, then latitude from -90 to 90");
    }

    void keep(Outline& outline, Ring ring, const Node& node) {
        if (ring.size() < fewest_spots)
            return add(node, "a ring has too few spots", "expected 4 or more, the last as the first");
        outline.rings.push_back(std::move(ring));
    }

    void read_names(Outline& outline, const Node& feature) {
        if (const std::string id = text_of(feature.find("id")); !id.empty()) outline.names.emplace_back("id", id);
        const Node* properties = feature.find("properties");
        if (properties == nullptr) return;
        for (const config::Entry& entry : properties->entries)
            if (entry.value.kind == Node::Kind::scalar) outline.names.emplace_back(entry.key, entry.value.text);
    }

    /// Reads the rings of a Polygon or a MultiPolygon, which `key` holds, each by `ring_of`.
    template <class RingOf>
    void read_rings(Outline& outline, const Node& shape, std::string_view key, RingOf ring_of) {
        const std::string type = text_of(shape.find("type"));
        if (type != "Polygon" && type != "MultiPolygon")
            return add(shape, fmt::format("{} has no area", type.empty() ? "it" : config::in_quotes(type)),
                       "expected Polygon or MultiPolygon");
        const Node* list = list_in(shape, key);
        if (list == nullptr) return;
        const auto read_polygon = [&](const Node& polygon) {
            if (!is_list(&polygon)) return add(polygon, "it is no polygon", "expected a list of rings");
            for (const Node& ring : polygon.items)
                if (is_list(&ring))
                    keep(outline, ring_of(ring), ring);
                else
                    add(ring, "it is no ring", "expected a list");
        };
        if (type == "Polygon") return read_polygon(*list);
        for (const Node& polygon : list->items) read_polygon(polygon);
    }

    void read_features() {
        const Node* features = list_in(root_, "features");
        if (features == nullptr) return;
        for (const Node& feature : features->items) {
            Outline outline;
            read_names(outline, feature);
            const Node* shape = feature.find("geometry");
            read_rings(outline, shape != nullptr ? *shape : feature, "coordinates", [&](const Node& ring) {
                Ring spots;
                spots.reserve(ring.items.size());
                for (const Node& node : ring.items) {
                    spots.push_back(spot(node));
                    check(spots.back(), node);
                }
                return spots;
            });
            geometry_.outlines.push_back(std::move(outline));
        }
    }

    Spot pair_in(const Node& transform, std::string_view key) {
        const Node* pair = transform.find(key);
        return spot(pair != nullptr ? *pair : transform);
    }

    /// Arcs as they are or, under a transform, as steps on a grid.
    void read_arcs() {
        const Node* arcs = list_in(root_, "arcs");
        const Node* transform = root_.find("transform");
        const bool is_grid = transform != nullptr;
        const Spot scale = is_grid ? pair_in(*transform, "scale") : Spot{1, 1};
        const Spot origin = is_grid ? pair_in(*transform, "translate") : Spot{};
        if (arcs == nullptr) return;
        for (const Node& arc : arcs->items) {
            Ring& spots = arcs_.emplace_back();
            Spot at;
            for (const Node& node : arc.items) {
                const Spot step = spot(node);
                at = is_grid ? Spot{at.longitude + step.longitude, at.latitude + step.latitude} : step;
                spots.push_back({origin.longitude + scale.longitude * at.longitude,
                                 origin.latitude + scale.latitude * at.latitude});
                check(spots.back(), node);
            }
        }
    }

    /// Adds an arc to a ring; ~i is arc i backwards, and where two arcs meet the spot stands once.
    void append(Ring& ring, const Node& node) {
        const double number = this->number(node), place = number < 0 ? -1 - number : number;
        if (place != std::floor(place) || !(place < static_cast<double>(arcs_.size())))
            return add(node, fmt::format("there is no arc {:g}", number),
                       fmt::format("the file has {} arcs", arcs_.size()));
        Ring arc = arcs_[static_cast<std::size_t>(place)];
        if (number < 0) std::reverse(arc.begin(), arc.end());
        if (!ring.empty() && !arc.empty()) arc.erase(arc.begin());
        ring.insert(ring.end(), arc.begin(), arc.end());
    }

    void read_shape(const Node& shape) {
        Outline outline;
        read_names(outline, shape);
        read_rings(outline, shape, "arcs", [&](const Node& arcs) {
            Ring ring;
            for (const Node& arc : arcs.items) append(ring, arc);
            return ring;
        });
        geometry_.outlines.push_back(std::move(outline));
    }

    void read_topology() {
        read_arcs();
        const Node* objects = root_.find("objects");
        if (objects == nullptr || objects->entries.empty())
            return add(root_, "it has no 'objects'", "expected objects, each a GeometryCollection");
        for (const config::Entry& object : objects->entries) {
            if (text_of(object.value.find("type")) != "GeometryCollection") {
                read_shape(object.value);
            } else if (const Node* shapes = list_in(object.value, "geometries")) {
                for (const Node& shape : shapes->items) read_shape(shape);
            }
        }
    }

    config::Sources sources_;
    config::Faults faults_;
    Node root_;
    Geometry geometry_;
    std::vector<Ring> arcs_;
};

/// Letters of the second byte of U+00C0 to U+00FF in UTF-8, without their accents.
constexpr std::string_view unaccented = "aaaaaaaceeeeiiiidnoooooxouuuuytsaaaaaaaceeeeiiiidnoooooxouuuuyty";
constexpr unsigned char latin = 0xC3, first_of_latin = 0x80;

/// What of a name is compared.
std::string folded(std::string_view name) {
    std::string letters;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto byte = static_cast<unsigned char>(name[i]);
        if (byte == latin && i + 1 < name.size())
            letters += unaccented[(static_cast<unsigned char>(name[++i]) - first_of_latin) % unaccented.size()];
        else if (byte >= first_of_latin || std::isdigit(byte) != 0)
            letters += name[i];
        else if (std::isalpha(byte) != 0)
            letters += static_cast<char>(std::tolower(byte));
    }
    return letters;
}

/// By property: outlines by name.
using Index = std::map<std::string, std::map<std::string, std::vector<std::size_t>>>;

Index index_of(const Geometry& geometry) {
    Index index;
    for (std::size_t i = 0; i < geometry.outlines.size(); ++i)
        for (const auto& [property, name] : geometry.outlines[i].names) index[property][folded(name)].push_back(i);
    return index;
}

}  // namespace

Geometry read_geometry(const std::string& file) {
    return Reader(file).geometry();
}

std::vector<std::vector<Ring>> outlines_of(const Geometry& geometry, const std::vector<std::string>& places) {
    const Index index = index_of(geometry);
    const auto missing_in = [&](const auto& names) {
        std::vector<std::string> missing;
        for (const std::string& place : places)
            if (!names.contains(folded(place))) missing.push_back(place);
        return missing;
    };
    const auto best = std::min_element(index.begin(), index.end(), [&](const auto& a, const auto& b) {
        return missing_in(a.second).size() < missing_in(b.second).size();
    });
    const std::vector<std::string> missing = best == index.end() ? places : missing_in(best->second);
    if (missing.size() == places.size())
        throw config::ConfigError(
            fmt::format("{}:1:1: error: no property of its outlines names a place of the result; "
                        "expected {}\n",
                        config::printable(geometry.file), config::one_of(places)));
    if (!missing.empty())
        throw config::ConfigError(fmt::format("{}:1:1: error: {} of {} places have no outline by '{}': {}\n",
                                              config::printable(geometry.file), missing.size(), places.size(),
                                              config::printable(best->first), fmt::join(missing, ", ")));
    std::vector<std::vector<Ring>> rings(places.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        for (const std::size_t outline : best->second.at(folded(places[i])))
            for (const Ring& ring : geometry.outlines[outline].rings) rings[i].push_back(ring);
    return rings;
}

}  // namespace peacenorm::report
