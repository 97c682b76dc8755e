// SPDX-License-Identifier: Apache-2.0
#include "sim/store/draft.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include "sim/core/check.hpp"
#include "tests/sim/store/small_study.hpp"

namespace peacenorm::record {
namespace {

using testing::bytes_of;
using testing::Folder;
using testing::write_bytes;
namespace fs = std::filesystem;

std::size_t files_in(const Folder& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder.path()), {}));
}

TEST(Draft, AppearsWholeWhenPublished) {
    const Folder folder;
    publish_text(folder / "identity", "one\n");
    publish_text(folder / "identity", "two\n");
    EXPECT_EQ(bytes_of(folder / "identity"), "two\n");
    EXPECT_EQ(files_in(folder), 1u);
}

TEST(Draft, LeavesNothingWhenNotPublished) {
    const Folder folder;
    {
        const Draft draft(folder / "result.h5");
        write_bytes(draft.path(), "half");
        EXPECT_EQ(files_in(folder), 1u);
    }
    EXPECT_EQ(files_in(folder), 0u);
}

TEST(Draft, SaysWhereItCannotWrite) {
    try {
        publish_text("/nonexistent/folder/file", "text");
        FAIL() << "nothing was thrown";
    } catch (const IoError& fault) {
        EXPECT_NE(std::string(fault.what()).find("/nonexistent/folder/file: cannot write: No such file"),
                  std::string::npos)
            << fault.what();
    }
}

TEST(SweepDrafts, RemovesThoseOfDeadWritersOnly) {
    const Folder folder;
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {  // dies with a draft on disk
        write_bytes((new Draft(folder / "part"))->path(), "half");
        ::_exit(0);
    }
    ::waitpid(child, nullptr, 0);
    const Draft mine(folder / "part");
    write_bytes(mine.path(), "under way");
    write_bytes(folder / "part.tmp.another-host.1.0", "perhaps under way");
    write_bytes(folder / "result", "kept");
    EXPECT_EQ(files_in(folder), 4u);
    sweep_drafts(folder.path(), "other");
    EXPECT_EQ(files_in(folder), 4u);
    sweep_drafts(folder.path(), "part");
    EXPECT_EQ(files_in(folder), 3u);
    EXPECT_TRUE(fs::exists(mine.path()));
}

}  // namespace
}  // namespace peacenorm::record
