/**
 * @file chart_private.h
 * What the chart_*.c files share: the picture being made, its labels, scales and layouts.
 *
 * A picture is made in two passes. Marks are drawn as they come; texts are *placed*: a text is
 * accepted only inside the box and over no other, kept in a list, and drawn last. No chart kind has
 * to prove that its labels do not collide: one that does not fit is refused, and the kind tries
 * elsewhere or goes without.
 */
#ifndef BILAN_CHART_CHART_PRIVATE_H
#define BILAN_CHART_CHART_PRIVATE_H

#include <bilan/chart/chart_draw.h>
#include <bilan/chart/color.h>

/* Sizes in points, and the parts of an em that a line of text takes above and below its baseline.
 */
#define BL_SIZE_TITLE 11.5
#define BL_SIZE_SUBTITLE 8.0
#define BL_SIZE_LABEL 7.0
#define BL_SIZE_SMALL 6.0
#define BL_SIZE_FLOOR 5.0
#define BL_ASCENT 0.76
#define BL_DESCENT 0.24
#define BL_LEADING 1.25

typedef enum {
    BL_HATCH_NONE,
    BL_HATCH_UP,
    BL_HATCH_DOWN,
    BL_HATCH_LEVEL,
    BL_HATCH_UPRIGHT
} BlHatch;

typedef enum {
    BL_MARKER_RING,
    BL_MARKER_DISC,
    BL_MARKER_SQUARE,
    BL_MARKER_DIAMOND,
    BL_MARKER_TRIANGLE
} BlMarker;

/** A series ready to draw. Colour, hatch, dash and marker each tell it apart. */
typedef struct {
    guint column;
    const char *title; /**< borrowed from the table */
    BlUnit unit;
    gboolean is_line;
    gboolean is_mark;    /**< of bars: across the bar of its row, what was to be reached */
    gboolean is_foreign; /**< counted in another unit than the axis */
    BlColor color;
    BlHatch hatch;
    BlMarker marker;
    double dash;
} BlPlotSeries;

typedef enum {
    BL_BACKING_NONE,
    BL_BACKING_UNDER_MARKS, /**< hides the grid */
    BL_BACKING_OVER_MARKS   /**< hides the hatch of the mark that the text is in */
} BlBacking;

typedef struct {
    BlRect rect;
    BlPoint baseline;
    BlTextStyle style;
    char *text;
    BlBacking backing; /**< a rectangle of `back` hides what is under the text */
    BlColor back;
    gboolean is_alert; /**< followed by a small triangle, for those who see no colour */
} BlLabel;

/** The picture being made. Without canvas, only its height is being computed. */
typedef struct {
    const BlChart *chart;
    BlCanvas *canvas;     /**< may be NULL: widths are then estimated */
    const BlTheme *theme; /**< NULL with the canvas */
    BlRect box;           /**< nothing is drawn outside */
    BlUnit unit;          /**< of the axis */
    guint euro_decimals;
    gboolean has_alert;
    GArray *rows;          /**< of guint: rows of the table that are categories (no totals) */
    GPtrArray *categories; /**< of char*: their names */
    GArray *series;        /**< of BlPlotSeries */
    GPtrArray *labels;     /**< of BlLabel* */
    GArray *segments;      /**< of BlPoint, two by two: lines that labels should avoid */
    GArray *marks;         /**< of BlRect: filled marks that labels beside them should avoid */
} BlPlot;

/* chart_plot.c: the data */
void bl_plot_init(BlPlot *plot, const BlChart *chart, BlCanvas *canvas, const BlTheme *theme,
                  BlRect box);
void bl_plot_dispose(BlPlot *plot);
guint bl_plot_count(const BlPlot *plot);
const char *bl_plot_category(const BlPlot *plot, guint row);
const BlPlotSeries *bl_plot_series(const BlPlot *plot, guint series);
const BlCell *bl_plot_cell(const BlPlot *plot, guint row, guint series);
gboolean bl_plot_is_alert(const BlPlot *plot, guint row);
gboolean bl_plot_row_is_empty(const BlPlot *plot, guint row);
/** Is there anything to draw? */
gboolean bl_plot_has_data(const BlPlot *plot);
/** @param[out] value clamped to ±10^18, that sums and axes may not overflow */
gboolean bl_plot_value(const BlPlot *plot, guint row, guint series, gint64 *value);
/** The objective, when it is a number in the unit of the axis. */
gboolean bl_plot_objective(const BlPlot *plot, gint64 *value);
/** « n.d. » or « s » for a cell held back, NULL for a number or nothing. @return static */
const char *bl_plot_gap_text(const BlCell *cell);
/** @return the caller's, g_free() */
char *bl_plot_format(const BlPlot *plot, gint64 value, BlUnit unit);
char *bl_plot_objective_text(const BlPlot *plot, gboolean with_value);

/* chart_color.c */
BlColor bl_color_mix(BlColor color, BlColor other, double part_of_other);
BlColor bl_color_readable(BlColor color);
BlColor bl_color_over(const BlTheme *theme, BlColor background);
BlColor bl_color_series(const BlTheme *theme, guint index);
/** One of `count` (1 to 5) steps from light to dark, on the way from white through the accent to
 * black. */
BlColor bl_color_ramp(BlColor accent, guint count, guint index);

/* chart_mark.c: shapes, cut at the box */
void bl_mark_rect(BlPlot *plot, BlRect rect, BlColor color, BlHatch hatch);
void bl_mark_line(BlPlot *plot, BlPoint from, BlPoint to, BlColor color, double width, double dash);
void bl_mark_marker(BlPlot *plot, BlMarker marker, BlPoint center, double radius, BlColor color);
/** What the next marks stand for: a figure of the table, told by surfaces that can (tooltips). */
void bl_mark_about(BlPlot *plot, guint row, guint series);
void bl_mark_about_end(BlPlot *plot);

/* chart_text.c: measuring and wrapping */
double bl_text_width(const BlPlot *plot, const char *text, BlFont font, double size);
/** @param[out] broken a word had to be cut; may be NULL. @return of char*, the caller's */
GPtrArray *bl_text_wrap(const BlPlot *plot, const char *text, BlFont font, double size,
                        double width, gboolean *broken);
double bl_text_widest(const BlPlot *plot, GPtrArray *lines, BlFont font, double size);
/** Wrap, shrinking *size down to BL_SIZE_FLOOR until the text takes at most `lines` lines. */
GPtrArray *bl_text_fit(const BlPlot *plot, const char *text, BlFont font, double *size,
                       double width, guint lines);

/* chart_label.c: placing */
BlTextStyle bl_style(const BlPlot *plot, BlFont font, double size, BlAnchor anchor);
BlTextStyle bl_style_color(BlFont font, double size, BlAnchor anchor, BlColor color);
/** Place a text. @return the label, borrowed; NULL when it leaves the box or covers another */
BlLabel *bl_label_place(BlPlot *plot, BlPoint baseline, const char *text, BlTextStyle style);
/** What else a label may not cover, and whether the alert triangle follows it. */
typedef enum {
    BL_PLACE_PLAIN = 0,
    BL_PLACE_OFF_LINES = 1,
    BL_PLACE_OFF_MARKS = 2,
    BL_PLACE_ALERT = 4
} BlPlace;
BlLabel *bl_label_place_so(BlPlot *plot, BlPoint baseline, const char *text, BlTextStyle style,
                           guint how);
/** Place wrapped lines, the first with its top at `top`: all or none. */
gboolean bl_label_place_lines(BlPlot *plot, GPtrArray *lines, double x, double top,
                              BlTextStyle style, const BlColor *backing);
/** @param label may be NULL: nothing is done then */
void bl_label_back(BlLabel *label, BlBacking backing, BlColor color);
void bl_label_draw_backings(BlPlot *plot, BlBacking backing);
/** Forget the labels placed since there were `count`. */
void bl_label_forget(BlPlot *plot, guint count);
void bl_label_draw(BlPlot *plot);
double bl_label_height(double size, guint lines);
gboolean bl_segment_meets(BlRect rect, BlPoint a, BlPoint b);

/* chart_axis.c: round steps */
typedef struct {
    gint64 first, last, step;
    BlUnit unit;
} BlAxis;
void bl_axis_init(BlAxis *axis, gint64 low, gint64 high, BlUnit unit, guint wanted);
double bl_axis_part(const BlAxis *axis, double value); /**< 0 at `first`, 1 at `last` */
char *bl_axis_label(const BlAxis *axis, gint64 tick);

/* chart_legend.c */
/** The legend line. @return its height, 0 when none is needed; draws nothing without a canvas */
double bl_legend(BlPlot *plot, BlRect rect, gboolean with_series);

/* chart_side.c: names at the right of the plot, pushed apart */
typedef struct {
    double y;
    BlColor color;
    char *text;
    GPtrArray *lines;
} BlSideName;
GArray *bl_side_new(void);
void bl_side_add(GArray *names, double y, BlColor color, const char *text);
/** Wrap every name, on as little width as is decent. @return it; 0 when they do not fit */
double bl_side_layout(const BlPlot *plot, GArray *names, double width, double height);
void bl_side_place(BlPlot *plot, GArray *names, double x, double top, double bottom);

/* chart_frame.c: the frame of vertical charts */
typedef struct {
    BlRect area;
    BlAxis axis;
    double slot; /**< width for one category */
} BlFrame;
/** TRUE when the categories can be named under the axis; else the chart turns to rows. */
gboolean bl_frame_suits(const BlPlot *plot, double width);
double bl_frame_height(const BlPlot *plot, double width);
void bl_frame_draw(BlPlot *plot, BlFrame *frame, BlRect rect, gint64 low, gint64 high,
                   double right_margin);
double bl_frame_y(const BlFrame *frame, double value);
double bl_frame_x(const BlFrame *frame, guint row); /**< middle of a category */
/** The number line of the objective, drawn by bl_frame_objective_line() later. */
void bl_frame_objective(BlPlot *plot, const BlFrame *frame, BlSideName *name);
void bl_frame_objective_line(BlPlot *plot, const BlFrame *frame);

/* chart_rows.c: the layout of horizontal charts */
typedef struct {
    gboolean is_above; /**< names over the bars, else at their left */
    double size;
    double label_width;
    double body;      /**< height of the mark of a row */
    double gap;       /**< between rows */
    GPtrArray *lines; /**< of GPtrArray of char*: the wrapped names */
} BlRows;
void bl_rows_init(BlRows *rows, const BlPlot *plot, double width, double body, double gap);
void bl_rows_dispose(BlRows *rows);
double bl_rows_height(const BlRows *rows);
/** Shrink all to the height, or let a little air in. */
void bl_rows_fit(BlRows *rows, double height);
/** Place the name of a row which begins at *top. *top becomes the next row's. @return its mark's
 * top */
double bl_rows_next(const BlRows *rows, BlPlot *plot, guint row, double x, double *top);

/* chart_values.c: lines and their numbers, gaps */
/** One line: its scale may be its own (a rate over columns of numbers). */
typedef struct {
    guint series;
    const BlFrame *frame;
    BlAxis axis;
} BlLine;
BlLine bl_line_init(const BlPlot *plot, const BlFrame *frame, guint series);
/** Make the line known to labels. */
void bl_line_register(BlPlot *plot, const BlLine *line);
void bl_line_labels(BlPlot *plot, const BlLine *line);
void bl_line_draw(BlPlot *plot, const BlLine *line);
/** « n.d. », « s » or « à venir » at the foot of a row, x: middle of where the mark would be. */
void bl_gap_label(BlPlot *plot, const BlFrame *frame, guint row, guint series, double x);
/** Rows whose number is worth showing when not all can be: last, greatest, smallest. */
gboolean bl_is_notable(const BlPlot *plot, guint row, guint series);

/* One file a kind. Height: of the drawing without furniture. */
void bl_columns_draw(BlPlot *plot, BlRect rect);
void bl_stacked_draw(BlPlot *plot, BlRect rect);
void bl_lines_draw(BlPlot *plot, BlRect rect);
double bl_bars_height(const BlPlot *plot, double width);
void bl_bars_draw(BlPlot *plot, BlRect rect);
double bl_shares_height(const BlPlot *plot, double width);
/** @param is_share rows are brought to 100 %; else they share one scale (columns too many) */
void bl_shares_draw(BlPlot *plot, BlRect rect, gboolean is_share);
double bl_dots_height(const BlPlot *plot, double width);
void bl_dots_draw(BlPlot *plot, BlRect rect);
/** Is there a map, and a row in it? */
gboolean bl_map_suits(const BlPlot *plot);
double bl_map_height(const BlPlot *plot, double width);
void bl_map_draw(BlPlot *plot, BlRect rect);
double bl_multiples_height(const BlPlot *plot, double width);
void bl_multiples_draw(BlPlot *plot, BlRect rect);

#endif
