"""One model of another library on the arrays that split.ts writes: fits it, says what the fit took, and writes what it
predicts, to be judged by the same code as everything else. It judges nothing itself.

    python peers.py FOLDER NAME PARAMETERS_AS_JSON THREADS
"""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

LIST_LENGTH = 20


def read(folder, name, kind):
    return np.fromfile(folder / name, dtype=kind)


def preferences(folder, facts):
    """People × items, 1 where training has a preference; and 1 where it has anything, which no list may hold."""
    from scipy.sparse import csr_matrix

    shape = (facts["people"], facts["items"])
    user, item = read(folder, "train_user.i32", np.int32), read(folder, "train_item.i32", np.int32)
    liked = read(folder, "train_preference.f32", np.float32)
    seen = csr_matrix((np.ones(len(user), np.float32), (user, item)), shape=shape)
    wanted = liked > 0
    return csr_matrix((liked[wanted], (user[wanted], item[wanted])), shape=shape), seen


def fit_als(folder, facts, parameters, threads):
    from implicit.cpu.als import AlternatingLeastSquares

    liked, seen = preferences(folder, facts)
    model = AlternatingLeastSquares(
        factors=parameters["k"],
        regularization=parameters["regularization"],
        alpha=parameters["alpha"],
        iterations=parameters["sweeps"],
        use_cg=parameters["solver"] == "cg",
        num_threads=threads,
        random_state=42,
    )
    return lambda: model.fit(liked, show_progress=False), lambda: write_lists(folder, model, liked, seen)


def fit_cosine(folder, facts, parameters, threads):
    from implicit.nearest_neighbours import CosineRecommender

    liked, seen = preferences(folder, facts)
    model = CosineRecommender(K=parameters["neighbours"], num_threads=threads)
    return lambda: model.fit(liked, show_progress=False), lambda: write_lists(folder, model, liked, seen)


def write_lists(folder, model, history, seen):
    """A list for every judged person without what they touched in training, whether they liked it or not."""
    judged = read(folder, "judged_user.i32", np.int32)
    lists = np.full((len(judged), LIST_LENGTH), -1, np.int32)
    for row, user in enumerate(judged):
        touched = seen[user].indices
        ids, _ = model.recommend(
            user, history[user], N=LIST_LENGTH, filter_already_liked_items=False, filter_items=touched
        )
        best = ids[:LIST_LENGTH]
        lists[row, : len(best)] = best
    lists.tofile(folder / "lists.i32")


def fit_surprise(folder, facts, parameters, threads):
    from surprise import SVD, Dataset, Reader, SVDpp

    del threads  # Surprise has one.
    user, item = read(folder, "train_user.i32", np.int32), read(folder, "train_item.i32", np.int32)
    rating = read(folder, "train_rating.f32", np.float32)
    rows = [(int(u), int(i), float(r), None) for u, i, r in zip(user, item, rating)]
    train = Dataset(Reader(rating_scale=(facts["lowest"], facts["highest"]))).construct_trainset(rows)
    kind = {"svdpp": SVDpp, "svd": SVD}[parameters["method"]]
    model = kind(n_factors=parameters["k"], n_epochs=parameters["sweeps"], random_state=42)

    def write_ratings():
        user, item = read(folder, "test_user.i32", np.int32), read(folder, "test_item.i32", np.int32)
        guesses = [model.predict(int(u), int(i)).est for u, i in zip(user, item)]
        np.array(guesses, np.float32).tofile(folder / "predictions.f32")

    return lambda: model.fit(train), write_ratings


FITS = {"implicit-als": fit_als, "implicit-cosine": fit_cosine, "surprise": fit_surprise}


def main():
    folder, name, parameters, threads = Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3]), int(sys.argv[4])
    facts = json.loads((folder / "facts.json").read_text())
    fit, write = FITS[name](folder, facts, parameters, threads)
    started = time.perf_counter()
    fit()
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    write()
    print(json.dumps({"seconds": seconds, "peak_memory_mb": peak}))


main()
