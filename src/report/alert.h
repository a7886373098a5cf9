/* The alerts of art. 9 on the objective. Private to report. */
#ifndef BILAN_REPORT_ALERT_H
#define BILAN_REPORT_ALERT_H

#include <bilan/report/report.h>

typedef enum {
    BL_ALERT_UNKNOWN, /* no objective, or 0 */
    BL_ALERT_NONE,
    BL_ALERT_OVERRUN, /* taux > 1 + seuil */
    BL_ALERT_UNDERRUN /* projection < 90 % of the objective */
} BlAlert;

BlAlert bl_alert_of(const BlResults *results, const BlSettings *settings, const BlStructure *place);

/* « dans le seuil », « dépassement », « sous-réalisation », « n.d. » */
const char *bl_alert_label(BlAlert alert);

#endif
