// SPDX-License-Identifier: Apache-2.0
#include "sim/store/h5.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <thread>

#include "sim/core/check.hpp"
#include "tests/sim/store/small_study.hpp"

namespace peacenorm::record::h5 {
namespace {

using record::testing::bytes_of;
using record::testing::Folder;
using record::testing::write_bytes;

std::string message_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const IoError& fault) {
        return fault.what();
    }
    return "nothing was thrown";
}

void write_numbers(const std::filesystem::path& path, File::Driver driver) {
    File file = File::create(path, driver);
    file.put("title", "Épidémie");
    file.put("empty", "");
    file.put("half", 0.5);
    Variable run = file.define({"run", Type::int64, {3}, {3}, Packing::deflated});
    run.make_dimension();
    run.write<std::int64_t>({0, 3}, std::vector<std::int64_t>{0, 1, std::int64_t{1} << 60});
    const Variable side = file.define_bare_dimension("side", 2);
    Variable values = file.define({"values", Type::real, {3, 2}, {2, 2}, Packing::checked});
    values.along(0, run);
    values.along(1, side);
    values.write<double>({1, 2}, std::vector<double>{1, 2, 3, 4});
    Variable names = file.define({"names", Type::text, {3}, {}, Packing::plain});
    names.write_texts({0, 3}, std::vector<std::string>{"Ségou", "", "Gao"});
    file.close();
}

TEST(H5, ReadsBackWhatItWrote) {
    const Folder folder;
    write_numbers(folder / "a.h5", File::Driver::disk);
    const File file = File::open(folder / "a.h5");
    EXPECT_EQ(file.attributes(), (std::vector<std::string>{"title", "empty", "half"}));
    EXPECT_EQ(file.attribute("title"), "Épidémie");
    EXPECT_EQ(file.attribute("empty"), "");
    EXPECT_EQ(file.attribute("half"), "0.5");
    EXPECT_EQ(file.attribute("absent"), std::nullopt);
    EXPECT_EQ(file.variables(), (std::vector<std::string>{"run", "side", "values", "names"}));
    EXPECT_TRUE(file.variable("side").is_bare_dimension());
    const Variable values = file.variable("values");
    EXPECT_EQ(values.shape(), (Extent{3, 2}));
    EXPECT_EQ(values.dimensions(), (std::vector<std::string>{"run", "side"}));
    std::vector<double> row(2);
    values.read<double>({2, 1}, row);
    EXPECT_EQ(row, (std::vector<double>{3, 4}));
    values.read<double>({0, 1}, row);
    EXPECT_TRUE(std::isnan(row[0])) << "never written: missing";
    std::int64_t last = 0;
    file.variable("run").read<std::int64_t>({2, 1}, std::span(&last, 1));
    EXPECT_EQ(last, std::int64_t{1} << 60);
    EXPECT_EQ(file.variable("names").read_texts({0, 3}), (std::vector<std::string>{"Ségou", "", "Gao"}));
}

TEST(H5, NamesDimensionsByWhatTheyAreWhateverTheirLabelsSay) {
    const Folder folder;
    File file = File::create(folder / "a.h5");
    Variable run = file.define({"run", Type::int64, {3}, {3}, Packing::deflated});
    Variable other = file.define({"other", Type::int64, {3}, {3}, Packing::deflated});
    other.make_dimension();
    Variable values = file.define({"values", Type::real, {3, 3}, {3, 3}, Packing::checked});
    values.along(0, run);  // which gives it no label
    values.along(1, other);
    const std::vector<std::string> names{"run", "other"};
    EXPECT_EQ(values.dimensions(), names);
    run.put("NAME", "other");
    EXPECT_EQ(values.dimensions(), names) << "a label may lie";
    EXPECT_EQ(run.attribute("NAME"), "other");
}

TEST(H5, ReadsNothingThatIsNotThere) {
    const Folder folder;
    write_numbers(folder / "a.h5", File::Driver::disk);
    const File file = File::open(folder / "a.h5");
    const Variable values = file.variable("values"), run = file.variable("run");
    std::vector<double> reals(2);
    std::vector<std::int64_t> whole(2);
    std::vector<std::int32_t> small(2);
    EXPECT_THAT(message_of([&] {
                    values.read<double>({2, 2}, std::span(reals));
                }),
                ::testing::HasSubstr("there are 3"));
    EXPECT_THAT(message_of([&] {
                    values.read<double>({~std::uint64_t{0}, 1}, std::span(reals));
                }),
                ::testing::HasSubstr("there are 3"));
    EXPECT_THAT(message_of([&] {
                    values.read<double>({0, 2}, std::span(reals));
                }),
                ::testing::HasSubstr("has 2 values a row"));
    EXPECT_THAT(message_of([&] {
                    values.read<std::int64_t>({0, 1}, std::span(whole));
                }),
                ::testing::HasSubstr("variable values: holds real, not int64"));
    EXPECT_THAT(message_of([&] {
                    run.read<std::int32_t>({0, 2}, std::span(small));
                }),
                ::testing::HasSubstr("variable run: holds int64, not int32"));
    EXPECT_THAT(message_of([&] {
                    file.variable("names").read<double>({0, 2}, std::span(reals));
                }),
                ::testing::HasSubstr("variable names: holds text, not real"));
    EXPECT_THAT(message_of([&] { run.read_text(0); }), ::testing::HasSubstr("variable run: holds no text"));
    EXPECT_THAT(message_of([&] { values.read_bits({3, 1}); }), ::testing::HasSubstr("there are 3"));
}

TEST(H5, EqualContentGivesEqualBytesWithEitherDriver) {
    const Folder folder;
    write_numbers(folder / "a.h5", File::Driver::disk);
    write_numbers(folder / "b.h5", File::Driver::disk);
    write_numbers(folder / "c.h5", File::Driver::memory);
    EXPECT_GT(bytes_of(folder / "a.h5").size(), 1000u);
    EXPECT_TRUE(bytes_of(folder / "a.h5") == bytes_of(folder / "b.h5"));
    write_numbers(folder / "d.h5", File::Driver::memory);
    EXPECT_TRUE(bytes_of(folder / "c.h5") == bytes_of(folder / "d.h5"));
}

TEST(H5, FaultsSayPathAndReason) {
    const Folder folder;
    write_bytes(folder / "text.h5", "no HDF5 at all");
    EXPECT_NE(message_of([&] { File::open(folder / "text.h5"); }).find("text.h5: cannot open as HDF5: "),
              std::string::npos);
    EXPECT_NE(message_of([&] { File::open(folder / "absent.h5"); }).find("No such file or directory"),
              std::string::npos);
    write_numbers(folder / "a.h5", File::Driver::disk);
    const File file = File::open(folder / "a.h5");
    EXPECT_NE(message_of([&] { file.variable("absent"); }).find("a.h5, variable absent: cannot open"),
              std::string::npos);
    EXPECT_NE(message_of([&] { file.variable("run").read_texts({0, 1}); }).find("holds no text"), std::string::npos);
    EXPECT_NE(message_of([&] { file.variable("values").read_bits({2, 2}); }).find("cannot"), std::string::npos);
    File again = File::create(folder / "b.h5");
    again.define({"twice", Type::real, {}, {}, Packing::plain});
    EXPECT_NE(message_of([&] {
                  again.define({"twice", Type::real, {}, {}, Packing::plain});
              }).find("already exists"),
              std::string::npos);
}

TEST(H5, IsSilentInEveryThread) {
    ::testing::internal::CaptureStderr();
    for (int i = 0; i < 2; ++i) std::thread([] { EXPECT_THROW(File::open("/nonexistent"), IoError); }).join();
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

/// Writes a file of 3 MB where no more than `limit` bytes may be written; exits with 0 if that was refused as it
/// should.
int write_under_limit(const std::filesystem::path& path, rlim_t limit) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit bytes{limit, limit};
    ::setrlimit(RLIMIT_FSIZE, &bytes);
    const std::string message = message_of([&] {
        File file = File::create(path, File::Driver::memory);
        Variable values = file.define({"values", Type::real, {3, 131072}, {1, 131072}, Packing::checked});
        values.write<double>({0, 3}, std::vector<double>(3 * 131072, 1.5));
        file.close();
    });
    return message.starts_with(path.string() + ": cannot ") && message.find("File too large") != std::string::npos ? 0
                                                                                                                   : 1;
}

TEST(H5, AFullDiskIsAnErrorWithTheSystemsReason) {
    const Folder folder;
    for (const rlim_t limit : {rlim_t{1000}, rlim_t{2000000}}) {
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) ::_exit(write_under_limit(folder / "big.h5", limit));
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_TRUE(WIFEXITED(status)) << "ended by a signal, with a limit of " << limit;
        EXPECT_EQ(WEXITSTATUS(status), 0) << "limit " << limit;
    }
}

}  // namespace
}  // namespace peacenorm::record::h5
