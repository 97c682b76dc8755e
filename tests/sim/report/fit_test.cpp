// SPDX-License-Identifier: Apache-2.0
#include "sim/report/fit.hpp"

#include <gmock/gmock.h>

#include "sim/config/yaml_file.hpp"
#include "tests/sim/report/read_text.hpp"

namespace peacenorm::report {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const std::string runs = R"({"mean": 40.5, "sd": 2, "p05": 37, "p50": 40, "p95": 44, "z": -1e-05, "log_score": null})";

std::string calibration(const std::string& predictive) {
    return R"json({"study": "fit", "parameters_are": "fitted to 1 target (v 1), posterior ab12", "notice": "", "posterior_hash": "ab12",
"targets": [{"name": "visits", "what": "said \u2028 </script>", "block": "v", "outcome": "sum(visits)", "scale": "log", "shift": 0.5, "source": "s", "value": 3.7, "error": 0.2, "discrepancy": 0.1}],
"parameters": [{"path": "pace", "unit": "1", "sd_over_prior_sd": 0.25}],
"waves": [{"result": "fit.wave-1.nc", "members": 300, "left_out": 0, "not_ruled_out": 0.5, "predictive": [)json" +
           predictive + R"json(]}],
"blocks": [{"block": "v", "targets": 1, "distance_squared": 0.1, "p": 0.7}],
"unreachable": [], "twins": {"count": 0, "test_of_ranks": "Kolmogorov-Smirnov", "parameters": [], "quantities": []},
"blocks_left_out": [], "learnt": {"degrees_of_freedom": 0.98, "directions": []}, "does_not_hold_because": ["chance"]})json";
}

Fit read(const std::string& text) {
    return read_text(read_fit, "fit.json", text);
}

std::string faults_of(const std::string& text) {
    return faults_in(read_fit, "fit.json", text);
}

config::Node configuration(const std::string& text) {
    config::Sources sources;
    config::Faults faults;
    return config::read_yaml_text("study", text, sources, faults);
}

TEST(Fit, KeepsNumbersAndWordsAsTheyStandInTheFile) {
    const Fit fit = read(calibration(runs));
    EXPECT_EQ(fit.study, "fit");
    EXPECT_EQ(fit.posterior, "ab12");
    EXPECT_THAT(fit.json,
                AllOf(HasSubstr(R"("value": 3.7)"), HasSubstr(R"("z": -1e-05)"), HasSubstr(R"("log_score": null)"),
                      HasSubstr(R"(said \u2028 </script>)"), HasSubstr(R"("degrees_of_freedom": 0.98)"),
                      HasSubstr(R"("shift": 0.5)"), HasSubstr(R"("does_not_hold_because": ["chance"])")));
}

TEST(Fit, SaysEveryThingThatIsMissingAndWhere) {
    std::string text = calibration(runs + ", " + runs);
    text.replace(text.find("\"value\": 3.7"), 12, "\"value\": high");
    text.replace(text.find("\"twins\""), 7, "\"pairs\"");
    EXPECT_THAT(faults_of(text),
                AllOf(HasSubstr("fit.json:2:"), HasSubstr("it has no number 'value'; expected a number or null"),
                      HasSubstr("it has no object 'twins'"), HasSubstr("'predictive' tells of 2 targets of 1")));
    EXPECT_THAT(faults_of("[1, 2]"), HasSubstr("it is no calibration; expected NAME.calibration.json"));
}

TEST(Fit, IsOfResultsThatDrawItsPosteriorAndOfItsWaves) {
    const Fit fit = read(calibration(runs));
    const auto draws = [](const std::string& hash) {
        return configuration("name: other\ndesign: {posterior: {made: {fitted_to: 1 target, hash: " + hash + "}}}\n");
    };
    EXPECT_TRUE(is_of(draws("ab12"), fit));
    EXPECT_FALSE(is_of(draws("cd34"), fit));
    EXPECT_EQ(posterior_in(draws("cd34")), "cd34");
    const auto wave = configuration("name: fit-check\ndesign: {posterior: {made: {members: check, hash: ef56}}}\n");
    EXPECT_TRUE(is_of(wave, fit));
    EXPECT_EQ(posterior_in(wave), "");
    EXPECT_TRUE(is_of(configuration("name: fit\n"), fit));
    EXPECT_TRUE(is_of(configuration("name: fit-wave-2\n"), fit));
    EXPECT_FALSE(is_of(configuration("name: fitness\n"), fit));
}

}  // namespace
}  // namespace peacenorm::report
