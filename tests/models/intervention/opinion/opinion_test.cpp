// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/opinion/opinion.hpp"

#include <fmt/core.h>
#include <gmock/gmock.h>

#include "models/intervention/mechanisms/association.hpp"
#include "models/intervention/mechanisms/protest.hpp"
#include "sim/config/faults.hpp"
#include "sim/config/parameters.hpp"
#include "sim/config/parameters_impl.hpp"
#include "sim/config/yaml_file.hpp"
#include "sim/random/prior.hpp"

namespace peacenorm::intervention::testing {

/// The opinion's own parameters, as a file of their own.
struct File {
    opinion::Opinion opinion;
    Association association;
    Protest protest;
};

}  // namespace peacenorm::intervention::testing

namespace peacenorm::config {
template <>
struct Declaration<intervention::testing::File> : intervention::Docs {
    using Owner = intervention::testing::File;
    static constexpr std::string_view meaning = "for a test";
    static constexpr auto fields = std::make_tuple(field("opinion", &Owner::opinion, stated("for a test", in_file)),
                                                   field("association", &Owner::association, stated("", in_file)),
                                                   field("protest", &Owner::protest, stated("", in_file)));
};
}  // namespace peacenorm::config

namespace peacenorm::intervention::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

struct Read {
    File file;
    std::string faults;
};

Read read(const std::string& text) {
    Read out;
    config::Sources sources;
    config::Faults faults;
    config::read(config::read_yaml_text("test.yaml", text, sources, faults), out.file, faults);
    out.faults = faults.render(sources);
    return out;
}

constexpr const char* one_of_each = R"(
opinion:
  of: {minusma: {level: 0.3, regions: {north: -1}}}
  judgement: {failure: 0.7}
  items: {satisfied: {slope: 1.2}}
  reproaches: {constants: {partial: 0.4}}
)";

TEST(Opinion, IsReadFromAFile) {
    const Read r = read(one_of_each);
    EXPECT_EQ(r.faults, "");
    EXPECT_EQ(*r.file.opinion.of.find("minusma")->regions.find("north"), -1);
    EXPECT_EQ(r.file.opinion.judgement.failure, 0.7);
    EXPECT_EQ(r.file.opinion.items.find("satisfied")->slope, 1.2);
    EXPECT_EQ(r.file.opinion.reproaches.constants.partial, 0.4);
}

TEST(Opinion, TellsEveryFaultWhereItStands) {
    EXPECT_THAT(read("opinion: {judgement: {hop: 1, failure: -1}}\n").faults,
                AllOf(HasSubstr("test.yaml:1:23: error"), HasSubstr("did you mean 'hope'?"),
                      HasSubstr("test.yaml:1:40: error"), HasSubstr("out of range")));
}

/// The priors as they were fixed before any result was seen: path, kind and numbers.
constexpr std::pair<const char*, random::Prior> specified[] = {
    {"opinion.of.minusma.level", random::normal(0, 1)},
    {"opinion.of.minusma.regions.north", random::normal(0, 1)},
    {"opinion.hearing.border", random::uniform_between(0.1, 0.5)},
    {"opinion.hearing.media", random::uniform_between(0.2, 1)},
    {"opinion.hearing.telling", random::uniform_between(0, 0.3)},
    {"opinion.events.half_life", random::log_uniform(8, 104)},
    {"opinion.events.unranked", random::uniform_between(0, 1)},
    {"opinion.events.elsewhere", random::uniform_between(0.2, 1)},
    {"opinion.events.absolve", random::uniform_between(0, 1)},
    {"opinion.events.other", random::uniform_between(0.1, 1)},
    {"opinion.judgement.failure", random::log_normal(0.5, 0.7)},
    {"opinion.judgement.credit", random::log_normal(0.5, 0.7)},
    {"opinion.judgement.partiality", random::log_normal(0.5, 0.7)},
    {"opinion.judgement.presence", random::normal(0, 0.5)},
    {"opinion.judgement.stance", random::log_normal(0.8, 0.6)},
    {"opinion.judgement.hope", random::log_normal(0.5, 0.7)},
    {"opinion.judgement.hope_half_life", random::log_normal(78, 0.6)},
    {"opinion.judgement.region_spread", random::half_normal(0, 0.7)},
    {"opinion.deviation.steadiness", random::beta(4, 2)},
    {"opinion.answering.known", random::log_normal(0.5, 0.7)},
    {"opinion.answering.fear", random::half_normal(0, 0.5)},
    {"opinion.answering.inner_cut", random::log_normal(0.3, 0.5)},
    {"opinion.answering.outer_cut", random::log_normal(0.8, 0.5)},
    {"opinion.items.satisfied.offset", random::normal(0, 0.5)},
    {"opinion.items.satisfied.slope", random::log_normal(1, 0.3)},
    {"opinion.items.satisfied.inner_cut", random::normal(0, 0.5)},
    {"opinion.items.satisfied.outer_cut", random::normal(0, 0.5)},
    {"opinion.reproaches.by_loss", random::log_normal(3, 0.6)},
    {"opinion.reproaches.not_fighting", random::log_normal(0.5, 0.7)},
    {"opinion.reproaches.self_protecting", random::log_normal(0.5, 0.7)},
    {"association.credit", random::uniform_between(0, 0.8)},
    {"association.blame", random::uniform_between(0, 0.8)},
    {"association.joint", random::uniform_between(0, 0.8)},
};

std::string said(const random::Prior& prior) {
    return fmt::format("{}({}, {})", static_cast<int>(prior.kind), prior.a, prior.b);
}

TEST(Opinion, HasThePriorsThatWereSpecified) {
    const auto leaves = config::priors(read(one_of_each).file);
    for (const auto& [path, prior] : specified) {
        const auto leaf =
            std::find_if(leaves.begin(), leaves.end(), [&, p = path](const auto& one) { return one.path == p; });
        ASSERT_NE(leaf, leaves.end()) << path;
        EXPECT_EQ(said(leaf->prior), said(prior)) << path;
    }
}

TEST(Opinion, HasPriorsThatLieInTheirRanges) {
    for (const config::PriorLeaf& leaf : config::priors(read(one_of_each).file)) {
        if (!leaf.can_be_drawn() || leaf.prior.kind == random::Prior::Kind::one_of) continue;
        EXPECT_GE(random::quantile(leaf.prior, 0.001), leaf.min) << leaf.path;
        EXPECT_LE(random::quantile(leaf.prior, 0.999), leaf.max) << leaf.path;
    }
}

}  // namespace
}  // namespace peacenorm::intervention::testing
