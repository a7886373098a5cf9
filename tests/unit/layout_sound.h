/* Is a layout sound: every box in its column, its margins and its page, none over another? */
#ifndef BILAN_TESTS_LAYOUT_SOUND_H
#define BILAN_TESTS_LAYOUT_SOUND_H

#include <bilan/output/pdf_layout.h>

#define LAYOUT_CLOSE 0.02 /* points: rounding */

/* Fails the test with the texts at fault. */
void layout_expect_sound(const BlLayout *layout);

#endif
