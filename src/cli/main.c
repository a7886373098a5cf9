/* bilan: the command table. Each command is a file cmd_*.c. */
#include <bilan/cli/command.h>

#include <stdio.h>
#include <string.h>

#define BILAN_VERSION "1.0"

static const BlCommand *const commands[] = {&bl_cmd_importer, &bl_cmd_rejets,  &bl_cmd_calculer,
                                            &bl_cmd_produire, &bl_cmd_lister,  &bl_cmd_expliquer,
                                            &bl_cmd_simuler,  &bl_cmd_gabarits};

static void print_usage(FILE *out) {
    fprintf(
        out,
        "Usage : bilan COMMANDE [options]\n\nLes bilans de la co-traitance des missions locales : "
        "importer les extractions, calculer les\nindicateurs de l’accord-cadre, produire "
        "classeurs, graphiques et documents.\n\nCommandes :\n");
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
        fprintf(out, "  %-17s %s\n", commands[i]->name, commands[i]->summary);
    fprintf(out, "\n« bilan COMMANDE --aide » détaille une commande ; --version donne la version.\n"
                 "L’entrepôt est bilan.db, ou celui que désignent --base ou BILAN_BASE.\n");
}

/* The folder that holds sql/, reports/ and templates/: BILAN_RACINE, the project around the
 * program, or where it was installed. */
static char *find_root(void) {
    const char *named = g_getenv("BILAN_RACINE");
    if (named != NULL && *named != '\0')
        return g_strdup(named);
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = g_path_get_dirname(program != NULL ? program : ".");
    for (guint i = 0; i < 4; i++) {
        g_autofree char *mark = g_build_filename(folder, "sql", "indicateurs", NULL);
        if (g_file_test(mark, G_FILE_TEST_IS_DIR))
            return g_steal_pointer(&folder);
        char *parent = g_path_get_dirname(folder);
        g_free(folder);
        folder = parent;
    }
    return g_strdup(BILAN_PREFIX "/share/bilan");
}

static const BlCommand *find_command(const char *name) {
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

int main(int argc, char **argv) {
    if (argc < 2) {
        print_usage(stderr);
        return BL_EXIT_USAGE;
    }
    if (strcmp(argv[1], "--aide") == 0 || strcmp(argv[1], "--help") == 0 ||
        strcmp(argv[1], "-h") == 0) {
        print_usage(stdout);
        return BL_EXIT_DONE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("bilan %s\n", BILAN_VERSION);
        return BL_EXIT_DONE;
    }
    const BlCommand *command = find_command(argv[1]);
    if (command == NULL) {
        fprintf(stderr, "bilan : commande inconnue « %s » ; « bilan --aide » les liste\n", argv[1]);
        return BL_EXIT_USAGE;
    }
    const char *base = g_getenv("BILAN_BASE");
    BlCli cli = {.root = find_root(),
                 .base = g_strdup(base != NULL && *base != '\0' ? base : "bilan.db")};
    int code = command->run(&cli, command, argc - 1, argv + 1);
    g_free(cli.root);
    g_free(cli.base);
    return code;
}
