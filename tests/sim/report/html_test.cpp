// SPDX-License-Identifier: Apache-2.0
#include "sim/report/html.hpp"

#include <gmock/gmock.h>

namespace peacenorm::report {
namespace {

TEST(HtmlText, OpensNoTagAndClosesNoQuote) {
    EXPECT_EQ(html_text("</script><b a=\"x\" c='y'>&amp;"),
              "&lt;/script&gt;&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;amp;");
}

TEST(HtmlText, KeepsOtherWritingAndReplacesWhatIsNone) {
    EXPECT_EQ(html_text("عربي \u2028 é"), "عربي \u2028 é");
    EXPECT_EQ(html_text("a\xFF\x01z\n"), "a\uFFFD\uFFFDz ");
}

}  // namespace
}  // namespace peacenorm::report
