#include <bilan/base/error.h>
#include <bilan/base/file.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean output_error(GError **err, const char *path, const char *what) {
    int saved = errno;
    g_set_error(err, BL_ERROR, BL_ERROR_OUTPUT, "%s : %s (%s)", path, what, bl_error_system(saved));
    return FALSE;
}

gboolean bl_folder_make(const char *path, GError **err) {
    if (g_mkdir_with_parents(path, 0755) != 0)
        return output_error(err, path, "impossible de créer le dossier");
    return TRUE;
}

gboolean bl_pending_file_begin(BlPendingFile *file, const char *path, GError **err) {
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    if (!bl_folder_make(folder, err))
        return FALSE;
    file->path = g_strdup(path);
    file->temporary = g_strdup_printf("%s/.%s.XXXXXX", folder, name);
    int fd = g_mkstemp_full(file->temporary, O_RDWR | O_CLOEXEC, 0644);
    if (fd < 0) {
        output_error(err, path, "impossible d’écrire dans ce dossier");
        g_clear_pointer(&file->path, g_free);
        g_clear_pointer(&file->temporary, g_free);
        return FALSE;
    }
    close(fd);
    return TRUE;
}

void bl_pending_file_abandon(BlPendingFile *file) {
    if (file->temporary != NULL)
        g_unlink(file->temporary);
    g_clear_pointer(&file->path, g_free);
    g_clear_pointer(&file->temporary, g_free);
}

static gboolean sync_path(const char *path, int flags) {
    int fd = g_open(path, flags | O_CLOEXEC, 0);
    if (fd < 0)
        return FALSE;
    gboolean done = fsync(fd) == 0 || errno == EINVAL;
    return close(fd) == 0 && done;
}

gboolean bl_pending_file_commit(BlPendingFile *file, GError **err) {
    gboolean done =
        sync_path(file->temporary, O_RDONLY) && g_rename(file->temporary, file->path) == 0;
    if (!done) {
        output_error(err, file->path, "impossible d’écrire le fichier");
        bl_pending_file_abandon(file);
        return FALSE;
    }
    g_clear_pointer(&file->path, g_free);
    g_clear_pointer(&file->temporary, g_free);
    return TRUE;
}

static gboolean write_all(int fd, const char *bytes, gsize length) {
    while (length > 0) {
        ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return FALSE;
        bytes += written;
        length -= (gsize)written;
    }
    return TRUE;
}

gboolean bl_file_write(const char *path, const void *bytes, gsize length, GError **err) {
    BlPendingFile file = {0};
    if (!bl_pending_file_begin(&file, path, err))
        return FALSE;
    int fd = g_open(file.temporary, O_WRONLY | O_CLOEXEC, 0);
    gboolean written = fd >= 0 && write_all(fd, bytes, length);
    if (fd >= 0 && close(fd) != 0)
        written = FALSE;
    if (!written) {
        output_error(err, path, "écriture incomplète");
        bl_pending_file_abandon(&file);
        return FALSE;
    }
    return bl_pending_file_commit(&file, err);
}

char *bl_file_read(const char *path, gsize *length, GError **err) {
    char *bytes = NULL;
    if (g_file_get_contents(path, &bytes, length, NULL))
        return bytes;
    int fd = g_open(path, O_RDONLY | O_CLOEXEC, 0); /* to know why */
    g_set_error(err, BL_ERROR, BL_ERROR_INPUT, "%s : lecture impossible (%s)", path,
                bl_error_system(fd < 0 ? errno : EISDIR));
    if (fd >= 0)
        close(fd);
    return NULL;
}

char *bl_file_sha256(const char *path, guint64 *size, GError **err) {
    int fd = g_open(path, O_RDONLY | O_CLOEXEC, 0);
    if (fd < 0) {
        g_set_error(err, BL_ERROR, BL_ERROR_INPUT, "%s : lecture impossible (%s)", path,
                    bl_error_system(errno));
        return NULL;
    }
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    guchar buffer[65536];
    guint64 total = 0;
    ssize_t got;
    while ((got = read(fd, buffer, sizeof buffer)) > 0) {
        g_checksum_update(sum, buffer, got);
        total += (guint64)got;
    }
    int saved = errno;
    close(fd);
    if (got < 0) {
        g_set_error(err, BL_ERROR, BL_ERROR_INPUT, "%s : lecture impossible (%s)", path,
                    bl_error_system(saved));
        return NULL;
    }
    if (size != NULL)
        *size = total;
    return g_strdup(g_checksum_get_string(sum));
}

static int compare_names(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *bl_folder_list(const char *folder, const char *suffix, GError **err) {
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    if (dir == NULL) {
        g_set_error(err, BL_ERROR, BL_ERROR_INPUT, "%s : dossier illisible ou absent", folder);
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    while ((name = g_dir_read_name(dir)) != NULL)
        if (suffix == NULL || g_str_has_suffix(name, suffix))
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    return names;
}
