#include "session.h"

#include <bilan/base/number.h>
#include <bilan/base/text.h>

#include <string.h>

/* Of each path, the rejects of its latest import; a refused import changed nothing and counts not.
 */
#define LATEST                                                                                     \
    "FROM rejets r JOIN (SELECT chemin, MAX(no_import) AS no_import FROM imports "                 \
    "WHERE annule = 0 GROUP BY chemin) d ON d.chemin = r.chemin AND d.no_import = r.no_import "

static const char rows_sql[] = "SELECT r.fichier, r.ligne, r.colonne, r.motif " LATEST
                               "ORDER BY r.fichier, r.ligne, r.colonne, r.motif, r.chemin";

static const char widths_sql[] =
    "SELECT MAX(LENGTH(r.fichier)), MAX(r.ligne), MAX(LENGTH(r.colonne)), COUNT(*) " LATEST;

/* Written out when it has grown so far. */
#define BATCH 65536

typedef void (*RowWriter)(GString *out, const BlCursor *cursor, const glong *widths);

static void write_csv(GString *out, const BlCursor *cursor, const glong *widths) {
    (void)widths;
    for (guint c = 0; c < 4; c++) {
        if (c > 0)
            g_string_append_c(out, ';');
        bl_text_append_csv(out, bl_cursor_text(cursor, c), ';');
    }
    g_string_append_c(out, '\n');
}

static void append_padded(GString *out, const char *text, glong width, gboolean right) {
    glong missing = width - g_utf8_strlen(text, -1);
    for (glong i = 0; right && i < missing; i++)
        g_string_append_c(out, ' ');
    g_string_append(out, text);
    for (glong i = 0; !right && i < missing; i++)
        g_string_append_c(out, ' ');
    g_string_append(out, "  ");
}

static void append_table_row(GString *out, const char *file, const char *line, const char *column,
                             const char *reason, const glong *widths) {
    append_padded(out, file, widths[0], FALSE);
    append_padded(out, line, widths[1], TRUE);
    append_padded(out, column, widths[2], FALSE);
    g_string_append(out, reason);
    g_string_append_c(out, '\n');
}

static void write_table(GString *out, const BlCursor *cursor, const glong *widths) {
    g_autofree char *file = bl_text_printable(bl_cursor_text(cursor, 0));
    g_autofree char *line = bl_number_french_int(bl_cursor_int(cursor, 1));
    append_table_row(out, file, line, bl_cursor_text(cursor, 2), bl_cursor_text(cursor, 3), widths);
}

/* Column widths, so that rows can be written as they come. @return rows in all, -1 on failure */
static gint64 measure(BlStore *store, glong *widths, GError **err) {
    g_autoptr(BlCursor) cursor = bl_store_select(store, widths_sql, NULL, NULL, err);
    if (cursor == NULL || !bl_cursor_next(cursor, err))
        return -1;
    g_autofree char *line = bl_number_french_int(bl_cursor_int(cursor, 1));
    widths[0] = MAX((glong)strlen("fichier"), (glong)bl_cursor_int(cursor, 0));
    widths[1] = MAX((glong)strlen("ligne"), g_utf8_strlen(line, -1));
    widths[2] = MAX((glong)strlen("colonne"), (glong)bl_cursor_int(cursor, 2));
    return bl_cursor_int(cursor, 3);
}

static int write_rows(BlStore *store, GString *out, RowWriter writer, const glong *widths) {
    g_autoptr(GError) error = NULL;
    g_autoptr(BlCursor) cursor = bl_store_select(store, rows_sql, NULL, NULL, &error);
    while (cursor != NULL && bl_cursor_next(cursor, &error)) {
        writer(out, cursor, widths);
        if (out->len < BATCH)
            continue;
        if (!bl_cli_print(out->str))
            return BL_EXIT_FAILED;
        g_string_truncate(out, 0);
    }
    if (error != NULL)
        return bl_cli_fail(error);
    return bl_cli_print(out->str) ? BL_EXIT_DONE : BL_EXIT_FAILED;
}

static int print_csv(BlStore *store) {
    g_autoptr(GString) out = g_string_new("fichier;ligne;colonne;motif\n");
    return write_rows(store, out, write_csv, NULL);
}

static int print_table(BlStore *store) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    glong widths[3];
    gint64 count = measure(store, widths, &error);
    if (count < 0)
        return bl_cli_fail(error);
    if (count == 0)
        return bl_cli_print("Aucune ligne rejetée.\n") ? BL_EXIT_DONE : BL_EXIT_FAILED;
    append_table_row(out, "fichier", "ligne", "colonne", "motif", widths);
    return write_rows(store, out, write_table, widths);
}

static int list_rejects(BlCli *cli, gboolean csv) {
    g_autoptr(GError) error = NULL;
    BlSession session = {0};
    int exit_code;
    if (bl_session_open(&session, cli, BL_STORE_READ, &error))
        exit_code = csv ? print_csv(session.store) : print_table(session.store);
    else
        exit_code = bl_cli_fail(error);
    bl_session_dispose(&session);
    return exit_code;
}

static int run(BlCli *cli, const BlCommand *self, int argc, char **argv) {
    g_autofree char *format = NULL;
    g_auto(GStrv) rest = NULL;
    int code;
    const BlOption options[] = {
        {.name = "format",
         .type = BL_OPTION_TEXT,
         .target = &format,
         .argument = "table|csv",
         .help = "table (par défaut), ou csv : fichier;ligne;colonne;motif"},
        {.name = NULL}};
    if (!bl_cli_parse(cli, self, options, argc, argv, &rest, &code))
        return code;
    gboolean csv = g_strcmp0(format, "csv") == 0;
    if (format != NULL && !csv && strcmp(format, "table") != 0)
        return bl_cli_usage(self, "--format : table ou csv est attendu");
    if (rest[0] != NULL)
        return bl_cli_usage(self, "argument en trop : %s", rest[0]);
    return list_rejects(cli, csv);
}

const BlCommand bl_cmd_rejets = {
    .name = "rejets",
    .arguments = "[options]",
    .summary = "liste les lignes rejetées : fichier, ligne, colonne et motif, jamais la valeur",
    .help = "Pour chaque fichier, les rejets de son dernier import. Une correction se fait à la "
            "source, puis\nle fichier se réimporte en entier : les lignes déjà entrées sont "
            "« inchangées ».",
    .run = run,
};
