// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <memory>

#include "sim/analysis/contrast_report.hpp"
#include "sim/analysis/theatre.hpp"
#include "sim/analysis/verdict_report.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/exit_codes.hpp"
#include "sim/config/faults.hpp"

namespace peacenorm::cli {

namespace {

void check_same_model(const analysis::ResultCells& other, const std::string& path,
                      const analysis::ResultCells& judged) {
    for (const char* name : {"model", "model_version"})
        if (other.attribute(name) != judged.attribute(name))
            throw config::ConfigError(fmt::format("error: {} has {} {}; expected {}, as the result that is judged\n",
                                                  path, name, other.attribute(name), judged.attribute(name)));
}

}  // namespace

int verdict(const VerdictOptions& options, const study::Catalogue& catalogue) {
    const analysis::ResultCells result(options.result);
    const study::Model& model = find_model(result.attribute("model"), catalogue);
    if (model.claims() == nullptr) {
        fmt::print(stderr, "error: the model {} declares no hypotheses; peacenorm compare shows differences\n",
                   model.name());
        return ExitCode::wrong_input;
    }
    if (result.attribute("model_version") != model.version())
        fmt::print(stderr, "note: the result is of model {} {}, this program has {}\n", model.name(),
                   result.attribute("model_version"), model.version());
    if (const auto& ledger = result.ledger(); ledger.failed + ledger.missing > 0) {
        fmt::print(stderr, "{}", analysis::flaws_text(result, options.result));
        if (options.unfinished == Unfinished::refuse) {
            fmt::print(stderr, "nothing is judged; --partial leaves out their pairs and counts them\n");
            return ExitCode::failed;
        }
    }
    analysis::VerdictRequest request{options.arm, options.outcomes, options.threshold, {}};
    std::vector<std::unique_ptr<const analysis::ResultCells>> others;
    for (const std::string& path : options.beside) {
        others.push_back(std::make_unique<const analysis::ResultCells>(path));
        check_same_model(*others.back(), path, result);
        request.beside.push_back({path, *others.back()});
    }
    const analysis::Theatre theatre = analysis::theatre_of(result);
    const record::Claims claims = analysis::claims_in(theatre, *model.claims());
    const analysis::Verdict verdict = analysis::reach_verdict(result, claims, request);
    const analysis::VerdictReport report{result, claims, options.result, theatre.name, theatre.priors};
    const bool json = options.form == Form::json;
    fmt::print("{}", json ? analysis::verdict_json(verdict, report) : analysis::verdict_text(verdict, report));
    return ExitCode::done;
}

}  // namespace peacenorm::cli
