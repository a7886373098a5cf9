#include "writer.h"

#include <bilan/base/error.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_SIZE ((gsize)1 << 17)

static const struct {
    const char *name;
    const char *header;
} files[BL_SIMULATION_FILES] = {
    [SIM_STRUCTURES] = {"missions_locales.csv",
                        "code_ml;nom;code_region;code_departement;date_debut;date_fin"},
    [SIM_YOUTHS] = {"jeunes.csv", "id_jeune;sexe;date_naissance;code_commune;zus;niveau_formation"},
    [SIM_COURSES] = {"cotraitances.csv",
                     "id_cotraitance;id_jeune;code_ml;date_affectation;date_acceptation;date_refus;"
                     "date_initialisation;date_sortie;motif_sortie"},
    [SIM_STATUSES] = {"statuts_pe.csv", "id_jeune;date_debut;statut;date_fin"},
    [SIM_PROGRAMMES] = {"dispositifs.csv",
                        "id_jeune;code_ml;dispositif;date_entree;date_sortie;motif_sortie"},
    [SIM_EVENTS] = {"evenements.csv", "id_evenement;id_jeune;code_ml;date;type"},
    [SIM_PROPOSALS] = {"propositions.csv", "id_proposition;id_jeune;code_ml;date;rubrique;etat"},
    [SIM_RUBRICS] = {"rubriques.csv", "rubrique;libelle;enjeu"},
    [SIM_SITUATIONS] = {"situations.csv", "id_jeune;type;date_debut;date_fin"},
    [SIM_ALERTS] = {"alertes.csv",
                    "id_alerte;id_cotraitance;date_declenchement;date_cloture;decision"},
    [SIM_FOLLOWUPS] = {"suivis_pe.csv", "id_jeune;date_debut;date_fin;code_ml;c1;c2;c3;c4"},
    [SIM_MOVES] = {"demenagements.csv", "id_jeune;date;code_ml"},
    [SIM_ACTIONS] = {"actions.csv", "id_action;date;public;categorie;enjeu;valorisation;libelle"},
    [SIM_ACTION_PLACES] = {"actions_structures.csv", "id_action;niveau;code"},
    [SIM_EVALUATIONS] = {"evaluations_pfv.csv",
                         "id_evaluation;plateforme;id_jeune;code_ml;date;reussie;mer"},
    [SIM_OBJECTIVES] = {"objectifs.csv", "annee;niveau;code;date_effet;volume;acte"},
    [SIM_ENVELOPES] = {"enveloppes.csv", "annee;code_ml;montant"},
    [SIM_PAYMENTS] = {"versements.csv", "annee;code_ml;date;montant"},
    [SIM_COMMITTEES] = {"comites.csv", "niveau;code;date"},
};

const char *bl_simulation_file(guint index) {
    return index < BL_SIMULATION_FILES ? files[index].name : NULL;
}

static void flush(SimSheet *sheet) {
    const char *bytes = sheet->buffer;
    while (sheet->used > 0 && !sheet->failed) {
        ssize_t written = write(sheet->fd, bytes, sheet->used);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            sheet->failed = TRUE;
            sheet->error_number = errno;
            break;
        }
        bytes += written;
        sheet->used -= (gsize)written;
    }
    sheet->used = 0;
}

/* Room for `length` bytes and a separator; a field of ours is far shorter than the buffer. */
static char *begin_field(SimSheet *sheet, gsize length) {
    if (sheet->used + length + 2 > BUFFER_SIZE)
        flush(sheet);
    if (sheet->in_row)
        sheet->buffer[sheet->used++] = ';';
    sheet->in_row = TRUE;
    return sheet->buffer + sheet->used;
}

void sim_put_text(SimSheet *sheet, const char *text) {
    gsize length = strlen(text);
    g_assert(length < BUFFER_SIZE / 2);
    memcpy(begin_field(sheet, length), text, length);
    sheet->used += length;
}

static void digits(char *out, guint count, guint64 value) {
    while (count > 0) {
        out[--count] = (char)('0' + value % 10);
        value /= 10;
    }
}

static guint width(guint64 value) {
    guint count = 1;
    while (value >= 10) {
        value /= 10;
        count++;
    }
    return count;
}

void sim_put_int(SimSheet *sheet, gint64 value) {
    g_assert(value >= 0);
    guint count = width((guint64)value);
    digits(begin_field(sheet, count), count, (guint64)value);
    sheet->used += count;
}

void sim_put_id(SimSheet *sheet, char prefix, gint64 number, guint count) {
    char *out = begin_field(sheet, count + 1);
    out[0] = prefix;
    digits(out + 1, count, (guint64)number);
    sheet->used += count + 1;
}

void sim_put_day(SimSheet *sheet, BlDay day) {
    char *out = begin_field(sheet, 10);
    if (day == BL_DAY_NONE)
        return;
    int year, month, day_of_month;
    bl_day_to_ymd(day, &year, &month, &day_of_month);
    digits(out, 4, (guint64)year);
    digits(out + 5, 2, (guint64)month);
    digits(out + 8, 2, (guint64)day_of_month);
    out[4] = out[7] = '-';
    sheet->used += 10;
}

void sim_put_money(SimSheet *sheet, gint64 cents) {
    sim_put_int(sheet, cents / 100);
    if (cents % 100 == 0)
        return;
    /* the field is open: its decimals are no field of their own */
    sheet->in_row = FALSE;
    char *out = begin_field(sheet, 3);
    out[0] = '.';
    digits(out + 1, 2, (guint64)(cents % 100));
    sheet->used += 3;
}

void sim_put_flag(SimSheet *sheet, gboolean flag) {
    *begin_field(sheet, 1) = flag ? '1' : '0';
    sheet->used++;
}

void sim_end_row(SimSheet *sheet) {
    if (sheet->used + 1 > BUFFER_SIZE)
        flush(sheet);
    sheet->buffer[sheet->used++] = '\n';
    sheet->in_row = FALSE;
    sheet->rows++;
}

gboolean sim_output_open(SimOutput *output, const char *folder, GError **err) {
    memset(output, 0, sizeof *output);
    for (guint i = 0; i < BL_SIMULATION_FILES; i++)
        output->sheets[i].fd = -1;
    for (guint i = 0; i < BL_SIMULATION_FILES; i++) {
        SimSheet *sheet = &output->sheets[i];
        g_autofree char *path = g_build_filename(folder, files[i].name, NULL);
        gboolean begun = bl_pending_file_begin(&sheet->pending, path, err);
        if (begun)
            sheet->fd = g_open(sheet->pending.temporary, O_WRONLY | O_CLOEXEC, 0);
        if (begun && sheet->fd < 0)
            g_set_error(err, BL_ERROR, BL_ERROR_OUTPUT, "%s : ouverture impossible (%s)", path,
                        g_strerror(errno));
        if (sheet->fd < 0) {
            sim_output_abandon(output);
            return FALSE;
        }
        sheet->buffer = g_malloc(BUFFER_SIZE);
        sim_put_text(sheet, files[i].header);
        sim_end_row(sheet);
        sheet->rows = 0;
    }
    return TRUE;
}

/* TRUE when every byte of the file has reached the system. */
static gboolean finish(SimSheet *sheet, GError **err) {
    flush(sheet);
    if (close(sheet->fd) != 0 && !sheet->failed) {
        sheet->failed = TRUE;
        sheet->error_number = errno;
    }
    sheet->fd = -1;
    if (sheet->failed)
        g_set_error(err, BL_ERROR, BL_ERROR_OUTPUT, "%s : écriture incomplète (%s)",
                    sheet->pending.path, g_strerror(sheet->error_number));
    return !sheet->failed;
}

gboolean sim_output_commit(SimOutput *output, GError **err) {
    gboolean done = TRUE;
    for (guint i = 0; i < BL_SIMULATION_FILES && done; i++)
        done = finish(&output->sheets[i], err);
    /* no file is renamed before all are whole */
    for (guint i = 0; i < BL_SIMULATION_FILES && done; i++)
        done = bl_pending_file_commit(&output->sheets[i].pending, err);
    sim_output_abandon(output);
    return done;
}

void sim_output_abandon(SimOutput *output) {
    for (guint i = 0; i < BL_SIMULATION_FILES; i++) {
        SimSheet *sheet = &output->sheets[i];
        if (sheet->fd >= 0)
            close(sheet->fd);
        sheet->fd = -1;
        bl_pending_file_abandon(&sheet->pending);
        g_clear_pointer(&sheet->buffer, g_free);
    }
}
