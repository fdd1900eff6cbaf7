"""Fits NuSVR, PLS and random forests by scikit-learn, for comparison.

Reads from standard input: a line "train test features", then so many rows of features and output,
numbers in full. Writes one line per method: name, seconds of training, predictions of the test rows.
"""
import sys
import time

import numpy as np
from sklearn.cross_decomposition import PLSRegression
from sklearn.ensemble import RandomForestRegressor
from sklearn.svm import NuSVR

train, test, features = map(int, sys.stdin.readline().split())
rows = np.loadtxt(sys.stdin)
x, y = rows[:train, :features], rows[:train, features]
asked = rows[train:, :features]


def tell(name, model):
    begun = time.process_time()
    model.fit(x, y)
    seconds = time.process_time() - begun
    print(name, seconds, *np.ravel(model.predict(asked)))


for cost, gamma in ((3.0, 0.1), (30.0, 0.03), (100.0, 0.1)):
    tell(f"nusvr-{cost}-{gamma}", NuSVR(C=cost, nu=0.5, gamma=gamma, tol=1e-3, cache_size=32))
for components in (1, 2, 4, 7):
    tell(f"pls-{components}", PLSRegression(n_components=components, scale=False))
for seed in range(5):
    tell(
        f"forest-{seed}",
        RandomForestRegressor(n_estimators=200, max_features=0.7, random_state=seed, n_jobs=1),
    )
