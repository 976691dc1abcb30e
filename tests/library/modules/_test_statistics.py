"""statistics: results of all functions, types of results, and what is said of wrong data."""
from decimal import Decimal
from fractions import Fraction
from statistics import *

for e in ['mean([])', 'mean([1, 2, 4])', 'mean([Fraction(1, 3), 2])', 'mean([Decimal("1.5"), 2])', 'mean([0.1] * 10)',
          'mean([1e308, 1e308])', 'mean([float("inf"), 1])', 'fmean([])', 'fmean([1, 2, 4])', 'fmean([1, 2], [3, 1])',
          'fmean([1], [1, 2])', 'fmean([1], [0])', 'median([])', 'median([3, 1, 2, 9])', 'median_low([3, 1, 2, 9])',
          'median_high([3, 1, 2, 9])', 'median_grouped([1, 2, 2, 3, 4, 4, 4, 4, 4, 5])', 'median_grouped(["x", "y"])',
          'mode([])', 'mode("abcbc")', 'multimode("abcbc")', 'multimode([])', 'geometric_mean([54, 24, 36])',
          'geometric_mean([])', 'geometric_mean([-1])', 'harmonic_mean([40, 60])', 'harmonic_mean([40, 60], weights=[5, 30])',
          'harmonic_mean([0, 3])', 'harmonic_mean([-1])', 'harmonic_mean([])', 'harmonic_mean(["a"])',
          'harmonic_mean([1], weights=[1, 2])', 'harmonic_mean([1, 2], weights=[0, 0])', 'variance([1])',
          'variance([2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5])', 'variance([1, 2, 3, 5], 2)', 'pvariance([1, 2, 3, 5])',
          'variance([Decimal("27.5"), Decimal("30.25"), Decimal("34.5")])', 'variance([Fraction(1, 6), Fraction(1, 2)])',
          'stdev([1.5, 2.5, 2.5, 2.75, 3.25, 4.75])', 'pstdev([1.5, 2.5, 2.5, 2.75, 3.25, 4.75])', 'stdev([1])',
          'pstdev([Decimal("1.1"), Decimal("1.7")])', 'pstdev([10 ** 40, 10 ** 41])', 'pvariance([])', 'stdev([1, 1])',
          'quantiles([1, 2, 3, 4, 5])', 'quantiles([1, 2, 3, 4, 5], n=10, method="inclusive")', 'quantiles([1])',
          'quantiles([1, 2], n=0)', 'quantiles([1, 2], method="x")', 'covariance([1, 2, 3], [1, 5, 7])',
          'correlation([1, 2, 3], [1, 5, 7])', 'correlation([1, 1], [1, 2])', 'correlation([1], [1])',
          'covariance([1, 2], [1])', 'linear_regression([1, 2, 3], [2, 4, 7])', 'linear_regression([1, 1], [2, 3])',
          'linear_regression([1, 2, 3], [2, 4, 7], proportional=True)', 'mean(["a"])', 'mean([1, None])',
          'NormalDist(100, 15)', 'NormalDist(1, -1)', 'NormalDist(100, 15).cdf(130)', 'NormalDist(100, 15).pdf(110)',
          'NormalDist(1, 0).pdf(1)', 'NormalDist(100, 15).inv_cdf(0.9)', 'NormalDist().inv_cdf(1e-300)',
          'NormalDist().inv_cdf(0.9999999)', 'NormalDist().inv_cdf(2)', 'NormalDist(100, 15).quantiles(5)',
          'NormalDist(2.4, 1.6).overlap(NormalDist(3.2, 2.0))', 'NormalDist().overlap(1)', 'NormalDist(5, 2).zscore(9)',
          'NormalDist(1, 2) + NormalDist(3, 4)', '2 - NormalDist(1, 2)', 'NormalDist(1, 2) * -3', 'NormalDist(1, 2) / 2',
          'NormalDist.from_samples([2.5, 3.1, 2.1, 2.4])', 'NormalDist(1, 2) == NormalDist(1, 2)', 'NormalDist(3, 2).variance']:
    try:
        print(e, '=', eval(e))
    except Exception as x:
        print(e, '!', type(x).__name__, x)
