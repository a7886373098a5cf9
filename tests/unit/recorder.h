/* A canvas that records what is drawn, to ask: inside the box? texts apart? which texts? */
#ifndef BILAN_TESTS_RECORDER_H
#define BILAN_TESTS_RECORDER_H

#include <bilan/chart/canvas.h>

typedef struct {
    BlRect rect;
    char *text;
} Written;

typedef struct {
    BlCanvas canvas;
    BlRect box;
    double em; /* width of every character, in ems: unlike the estimate, to try its margins */
    GArray *written;
    guint shapes;
    char *complaint; /* the first thing drawn outside */
} Recorder;

Recorder recorder_init(BlRect box, double em);
void recorder_dispose(Recorder *recorder);
gboolean recorder_has(const Recorder *recorder, const char *text);
/* Fails the test when two texts meet. */
void recorder_expect_apart(const Recorder *recorder, const char *about);

#endif
