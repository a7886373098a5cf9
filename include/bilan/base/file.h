/**
 * @file file.h
 * Files that appear whole or not at all.
 */
#ifndef BILAN_BASE_FILE_H
#define BILAN_BASE_FILE_H

#include <glib.h>

/** A file being written beside its final place. */
typedef struct {
    char *path;      /**< final name */
    char *temporary; /**< name in the same folder to write to */
} BlPendingFile;

/**
 * Begin a file: makes the folders and a unique temporary name in the target folder.
 * @return FALSE with BL_ERROR_OUTPUT; nothing to dispose then
 */
gboolean bl_pending_file_begin(BlPendingFile *file, const char *path, GError **err);

/** fsync the temporary, rename it into place. On failure the temporary is removed. Disposes `file`.
 */
gboolean bl_pending_file_commit(BlPendingFile *file, GError **err);

/** Remove the temporary. Disposes `file`. */
void bl_pending_file_abandon(BlPendingFile *file);

/** Write the bytes under a temporary name, fsync, rename. @return FALSE with BL_ERROR_OUTPUT */
gboolean bl_file_write(const char *path, const void *bytes, gsize length, GError **err);

/** Read a whole file. @return the caller's, NUL-terminated, g_free(); NULL with BL_ERROR_INPUT */
char *bl_file_read(const char *path, gsize *length, GError **err);

/** SHA-256 of a file's bytes, lower-case hexadecimal, and its size. @return the caller's, or NULL
 */
char *bl_file_sha256(const char *path, guint64 *size, GError **err);

/** Names of the entries of a folder that end with `suffix` (NULL: all), sorted. Caller frees. */
GPtrArray *bl_folder_list(const char *folder, const char *suffix, GError **err);

/** Make a folder and its parents. */
gboolean bl_folder_make(const char *path, GError **err);

#endif
