// SPDX-License-Identifier: Apache-2.0
#include "sim/design/kinds.hpp"

#include "sim/design/kinds/draws.hpp"
#include "sim/design/kinds/factorial.hpp"
#include "sim/design/kinds/latin_hypercube.hpp"
#include "sim/design/kinds/lattice.hpp"
#include "sim/design/kinds/list.hpp"
#include "sim/design/kinds/morris.hpp"
#include "sim/design/kinds/saltelli.hpp"
#include "sim/design/kinds/sobol.hpp"

namespace peacenorm::study {

namespace {

template <class... Kinds>
std::vector<std::unique_ptr<DesignKind>> one_of_each() {
    std::vector<std::unique_ptr<DesignKind>> all;
    (all.push_back(std::make_unique<Kinds>()), ...);
    return all;
}

}  // namespace

std::vector<std::unique_ptr<DesignKind>> all_kinds() {
    using namespace kinds;
    return one_of_each<Factorial, List, LatinHypercube, Sobol, Saltelli, Morris, Lattice, Draws>();
}

std::unique_ptr<DesignKind> make_kind(std::string_view name) {
    for (auto& kind : all_kinds())
        if (kind->name() == name) return std::move(kind);
    return nullptr;
}

}  // namespace peacenorm::study
