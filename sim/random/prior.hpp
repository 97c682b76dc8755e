// SPDX-License-Identifier: Apache-2.0
// Prior distributions of parameters, as declared beside them.
#pragma once

namespace peacenorm::random {

/// The prior of a parameter; sampled by quantile of one uniform, clipped to the parameter's range.
struct Prior {
    enum class Kind { none, uniform, log_uniform, normal, log_normal, logit_normal, beta, one_of, half_normal };
    Kind kind = Kind::none;
    double a = 0;  ///< one_of: how many choices, all alike; uniform kinds: low; normal: mean; log_normal: median;
                   ///< logit_normal: mean of the logit; beta: alpha; half_normal: low end
    double b = 0;  ///< uniform kinds: high; normal kinds: standard deviation (of the log or logit); beta: beta
};
constexpr Prior uniform_between(double low, double high) {
    return {Prior::Kind::uniform, low, high};
}
constexpr Prior log_uniform(double low, double high) {
    return {Prior::Kind::log_uniform, low, high};
}
constexpr Prior normal(double mean, double sd) {
    return {Prior::Kind::normal, mean, sd};
}
constexpr Prior log_normal(double median, double sd_log) {
    return {Prior::Kind::log_normal, median, sd_log};
}
constexpr Prior logit_normal(double mean_logit, double sd) {
    return {Prior::Kind::logit_normal, mean_logit, sd};
}
constexpr Prior beta(double alpha, double beta_) {
    return {Prior::Kind::beta, alpha, beta_};
}

/// A value at least `low`: low + |normal(0, sd)|.
constexpr Prior half_normal(double low, double sd) {
    return {Prior::Kind::half_normal, low, sd};
}

/// Choices, each as likely: of a switch or a list of names the declared ones; of a text those that a design states.
constexpr Prior one_of_choices() {
    return {Prior::Kind::one_of, 0, 0};
}

/// Quantile of a prior at u; of choices the number of the one, from 0. Range: u in (0, 1). Errors: std::domain_error
/// for Kind::none, and shapes out of range.
double quantile(const Prior& prior, double u);

}  // namespace peacenorm::random
