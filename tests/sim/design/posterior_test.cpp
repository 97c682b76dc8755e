// SPDX-License-Identifier: Apache-2.0
#include "sim/design/posterior.hpp"

#include <gmock/gmock.h>

#include "sim/study/identity.hpp"
#include "sim/study/plan.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

using study::Posterior;
using testing::AllOf;
using testing::HasSubstr;
using toy::Folder;
using toy::head;

/// Draws of a parameter with a prior, and of one without.
Posterior two_columns(const std::string& version = "1.0.0") {
    Posterior posterior;
    posterior.columns = {{"threat", {}, {0.25, 0.35, 0.3}}, {"decay", {}, {0.1, 0.2, 0.15}}};
    posterior.made = {{"model", "toy"}, {"model_version", version}, {"fitted_to", "2 targets (calm 2)"}};
    posterior.made.emplace_back("hash", study::hash_of(posterior));
    return posterior;
}

study::Study load(const Folder& folder, const std::string& csv, const std::string& design) {
    folder.write("p.csv", csv);
    folder.write("study.yaml", head + "replicates: 6\ndesign: {" + design + "}\n");
    return study::load_study(folder / "study.yaml", {}, {&toy::model()});
}

std::string faults_of(const std::string& csv, const std::string& design) {
    const Folder folder;
    try {
        load(folder, csv, design);
    } catch (const config::ConfigError& error) {
        return error.what();
    }
    return {};
}

TEST(PosteriorFile, IsDrawnInPlaceOfPriorsAndTheRestKeepsThem) {
    const Folder folder;
    const study::Study study =
        load(folder, as_csv(two_columns()), "parameters: [baseline, prior, posterior], posterior: p.csv");
    const study::Plan plan(study);
    ASSERT_EQ(plan.points(), 3u);
    std::vector<std::string> paths;
    for (const auto& leaf : study.design.drawn) paths.push_back(leaf.path);
    ASSERT_EQ(paths, (std::vector<std::string>{"threat", "organisations.minusma.effort",
                                               "organisations.barkhane.effort", "decay"}));
    for (std::uint64_t replicate = 0; replicate < 6; ++replicate) {
        const auto baseline = plan.row(3 * replicate), prior = plan.row(3 * replicate + 1),
                   posterior = plan.row(3 * replicate + 2);
        EXPECT_EQ(posterior.text, std::vector<std::string>{"posterior"});
        EXPECT_EQ(posterior.real[0], two_columns().columns[0].values[replicate % 3]);
        EXPECT_EQ(posterior.real[3], two_columns().columns[1].values[replicate % 3]);
        EXPECT_EQ(posterior.real[1], prior.real[1]);  // the same draw of the same prior
        EXPECT_NE(prior.real[0], posterior.real[0]);
        EXPECT_EQ(prior.real[3], baseline.real[3]);  // it has none
        EXPECT_EQ(baseline.real[0], 0.3);
    }
}

TEST(PosteriorFile, IsKeptWholeInResultsWithoutItsFile) {
    const Folder folder;
    const study::Study study = load(folder, as_csv(two_columns()), "parameters: [posterior], posterior: p.csv");
    const study::Study again = study::load_study_text("kept", config::to_yaml(study.resolved()), {&toy::model()});
    EXPECT_EQ(study::identity_of(again).dynamics, study::identity_of(study).dynamics);
    const study::Plan before(study), after(again);
    for (std::uint64_t run = 0; run < 6; ++run) EXPECT_EQ(before.row(run).real, after.row(run).real);
}

TEST(PosteriorFile, ThatWasChangedOrIsOfAnotherModelIsRefused) {
    const std::string design = "parameters: [posterior], posterior: p.csv";
    std::string changed = as_csv(two_columns());
    changed.replace(changed.find("0.25"), 4, "0.26");
    EXPECT_THAT(faults_of(changed, design),
                AllOf(HasSubstr("p.csv:"), HasSubstr("not the draws that a calibration left: their hash differs")));
    EXPECT_THAT(faults_of("threat\n0.3\n", design), HasSubstr("their hash differs"));
    EXPECT_THAT(faults_of(as_csv(two_columns("0.9.0")), design),
                HasSubstr("the posterior is of the model toy 0.9.0; expected one of toy 1.0.0"));
    Posterior strange = two_columns();
    strange.columns[1].path = "villages";
    strange.made.back().second = study::hash_of(strange);
    EXPECT_THAT(faults_of(as_csv(strange), design), HasSubstr("'villages', which is no number of this scenario"));
    Posterior far = two_columns();
    far.columns[1].values[1] = 4;
    far.made.back().second = study::hash_of(far);
    EXPECT_THAT(faults_of(as_csv(far), design), HasSubstr("draws 4 for 'decay'; expected 0 to 1"));
}

TEST(PosteriorFile, GoesWithItsWordInTheDesign) {
    EXPECT_THAT(faults_of("", "parameters: [posterior]"), HasSubstr("no posterior is named; needs posterior: FILE"));
    EXPECT_THAT(faults_of(as_csv(two_columns()), "parameters: [prior], posterior: p.csv"),
                HasSubstr("a posterior that nothing draws"));
    EXPECT_THAT(faults_of("", "parameters: [posterior], posterior: q.csv"), HasSubstr("cannot read"));
}

TEST(DesignPriors, MayBeGivenToNumbersThatHaveNone) {
    const study::Study study =
        toy::load(head + "design: {parameters: [prior], priors: {decay: {uniform: [0.1, 0.2]}}}\n");
    EXPECT_EQ(study.design.drawn.back().path, "decay");
    EXPECT_EQ(study.design.drawn.back().prior.b, 0.2);
    EXPECT_THAT(toy::faults_of(head + "design: {parameters: [prior], priors: {decay: {uniform: [0, 2]}}}\n"),
                HasSubstr("this prior reaches beyond the range of 'decay'; expected 0 to 1"));
    EXPECT_THAT(toy::faults_of(head + "design: {parameters: [prior], priors: {villages: {uniform: [1, 2]}}}\n"),
                HasSubstr("no parameter with a prior is named 'villages'"));
}

}  // namespace
}  // namespace peacenorm
