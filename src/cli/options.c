/* Options from a table: parsing is GOption's; help and messages are ours, because GOption's speak
 * English. */
#include <bilan/base/error.h>
#include <bilan/cli/command.h>

#include <stdio.h>
#include <string.h>

typedef struct {
    const BlOption *option;
    char *text; /* as given; NULL when it was not */
} Given;

static void print_option(const char *name, const char *argument, const char *help) {
    g_autofree char *left = g_strdup_printf("--%s%s%s", name, argument != NULL ? " " : "",
                                            argument != NULL ? argument : "");
    printf("  %s", left);
    for (glong i = g_utf8_strlen(left, -1); i < 26; i++)
        putchar(' ');
    printf(" %s\n", help);
}

static void print_help(const BlCommand *self, const BlOption *options) {
    printf("Usage : bilan %s %s\n\n%s\n", self->name, self->arguments, self->summary);
    printf("\nOptions :\n");
    for (const BlOption *o = options; o->name != NULL; o++)
        print_option(o->name, o->argument, o->help);
    print_option("base", "FICHIER", "entrepôt (sinon BILAN_BASE, sinon bilan.db)");
    print_option("quiet", NULL, "ni avancement ni avis");
    print_option("aide", NULL, "cette aide (aussi --help)");
    if (self->help != NULL)
        printf("\n%s\n", self->help);
}

static gboolean convert(const Given *given, const char **problem) {
    const BlOption *o = given->option;
    char *end = NULL;
    switch (o->type) {
    case BL_OPTION_FLAG:
        return TRUE;
    case BL_OPTION_TEXT:
        g_free(*(char **)o->target);
        *(char **)o->target = g_strdup(given->text);
        return TRUE;
    case BL_OPTION_DATE:
        *problem = "une date AAAA-MM-JJ est attendue";
        return bl_day_parse(given->text, strlen(given->text), o->target);
    case BL_OPTION_INT:
        *problem = "un nombre entier est attendu, dans les bornes de l’option";
        gint64 value = g_ascii_strtoll(given->text, &end, 10);
        if (end == given->text || *end != '\0' ||
            (o->maximum > 0 && (value < o->minimum || value > o->maximum)))
            return FALSE;
        *(gint64 *)o->target = value;
        return TRUE;
    }
    return FALSE;
}

static GArray *make_entries(const BlOption *options, Given *given, char **base, gboolean *quiet,
                            gboolean *help) {
    GArray *entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    for (guint i = 0; options[i].name != NULL; i++) {
        gboolean flag = options[i].type == BL_OPTION_FLAG;
        given[i].option = &options[i];
        GOptionEntry entry = {.long_name = options[i].name,
                              .arg = flag ? G_OPTION_ARG_NONE : G_OPTION_ARG_STRING,
                              .arg_data = flag ? options[i].target : (gpointer)&given[i].text};
        g_array_append_val(entries, entry);
    }
    GOptionEntry common[] = {
        {.long_name = "base", .arg = G_OPTION_ARG_STRING, .arg_data = base},
        {.long_name = "quiet", .arg = G_OPTION_ARG_NONE, .arg_data = quiet},
        {.long_name = "aide", .arg = G_OPTION_ARG_NONE, .arg_data = help},
        {.long_name = "help", .short_name = 'h', .arg = G_OPTION_ARG_NONE, .arg_data = help}};
    g_array_append_vals(entries, common, G_N_ELEMENTS(common));
    return entries;
}

/* GOption's messages end with the option's name; only that is kept. */
static int refuse(const BlCommand *self, const GError *error) {
    const char *dashes = strstr(error->message, "--");
    const char *name = dashes != NULL ? dashes : strrchr(error->message, ' ');
    g_autofree char *shown = g_strdup(name != NULL ? name : "");
    g_strstrip(shown);
    if (g_error_matches(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
        return bl_cli_usage(self, "option inconnue : %s", shown);
    return bl_cli_usage(self, "l’option attend une valeur : %s", shown);
}

static int convert_all(const BlCommand *self, const Given *given, guint count) {
    for (guint i = 0; i < count; i++) {
        const char *problem = NULL;
        if (given[i].text != NULL && !convert(&given[i], &problem))
            return bl_cli_usage(self, "--%s : %s", given[i].option->name, problem);
    }
    return BL_EXIT_DONE;
}

gboolean bl_cli_parse(BlCli *cli, const BlCommand *self, const BlOption *options, int argc,
                      char **argv, char ***rest, int *exit_code) {
    guint count = 0;
    while (options[count].name != NULL)
        count++;
    g_autofree Given *given = g_new0(Given, count + 1);
    g_autofree char *base = NULL;
    gboolean help = FALSE;
    g_autoptr(GArray) entries = make_entries(options, given, &base, &cli->quiet, &help);
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, (GOptionEntry *)(gpointer)entries->data, NULL);

    g_auto(GStrv) copy = g_new0(char *, (gsize)argc + 1);
    for (int i = 0; i < argc; i++)
        copy[i] = g_strdup(argv[i]);
    g_autoptr(GError) error = NULL;
    *exit_code = BL_EXIT_DONE;
    gboolean go_on = g_option_context_parse_strv(context, &copy, &error) && !help;
    if (error != NULL)
        *exit_code = refuse(self, error);
    else if (help)
        print_help(self, options);
    else
        *exit_code = convert_all(self, given, count);
    for (guint i = 0; i < count; i++)
        g_free(given[i].text);
    if (base != NULL) {
        g_free(cli->base);
        cli->base = g_steal_pointer(&base);
    }
    if (!go_on || *exit_code != BL_EXIT_DONE)
        return FALSE;
    *rest = g_strdupv(copy + 1);
    return TRUE;
}
