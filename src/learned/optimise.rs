//! Minimising a smooth convex function: limited-memory BFGS with a backtracking line search (Nocedal and Wright, Numerical
//! Optimization, 2nd edition, algorithms 3.1, 7.4 and 7.5).

/// Steps whose curvature is remembered.
const MEMORY: usize = 10;

/// Most steps.
const STEPS: usize = 200;

/// The gradient has shrunk to this share of what it was at the start.
const SMALL: f64 = 1e-4;

/// Share of the promised decrease that a step must bring.
const DECREASE: f64 = 1e-4;

/// Times that a step is halved at most.
const HALVINGS: usize = 40;

/// From zeros of that length to where `function` is smallest; it gives the value at a point and writes the gradient there.
pub(super) fn minimise(length: usize, mut function: impl FnMut(&[f64], &mut [f64]) -> f64) -> Vec<f64> {
    let mut point = vec![0.0; length];
    let mut gradient = vec![0.0; length];
    let mut value = function(&point, &mut gradient);
    let enough = norm(&gradient) * SMALL;
    let mut memory: Vec<Curvature> = Vec::new();
    for _ in 0..STEPS {
        if norm(&gradient) <= enough {
            break;
        }
        let direction = direction(&gradient, &memory);
        let slope = dot(&direction, &gradient);
        let mut size = 1.0;
        let mut next = (point.clone(), gradient.clone(), value);
        let mut found = false;
        for _ in 0..HALVINGS {
            next.0 = point.iter().zip(&direction).map(|(at, step)| at + size * step).collect();
            next.2 = function(&next.0, &mut next.1);
            if next.2 <= value + DECREASE * size * slope {
                found = true;
                break;
            }
            size /= 2.0;
        }
        if !found {
            break;
        }
        remember(&mut memory, &point, &gradient, &next);
        (point, gradient, value) = next;
    }
    point
}

/// What one step showed of the function's curvature.
struct Curvature {
    step: Vec<f64>,
    change: Vec<f64>,
    inverse: f64,
}

fn remember(memory: &mut Vec<Curvature>, point: &[f64], gradient: &[f64], next: &(Vec<f64>, Vec<f64>, f64)) {
    let step = difference(&next.0, point);
    let change = difference(&next.1, gradient);
    let curvature = dot(&step, &change);
    if curvature > 0.0 {
        memory.push(Curvature { step, change, inverse: 1.0 / curvature });
        if memory.len() > MEMORY {
            memory.remove(0);
        }
    }
}

/// Downhill, as far as the remembered curvature tells.
fn direction(gradient: &[f64], memory: &[Curvature]) -> Vec<f64> {
    let mut direction: Vec<f64> = gradient.iter().map(|slope| -slope).collect();
    let mut shares = Vec::with_capacity(memory.len());
    for known in memory.iter().rev() {
        let share = known.inverse * dot(&known.step, &direction);
        add(&mut direction, -share, &known.change);
        shares.push(share);
    }
    let scale = match memory.last() {
        Some(last) => dot(&last.step, &last.change) / dot(&last.change, &last.change),
        // The first step has the length of one.
        None => 1.0 / norm(gradient).max(f64::MIN_POSITIVE),
    };
    direction.iter_mut().for_each(|part| *part *= scale);
    for (known, share) in memory.iter().zip(shares.into_iter().rev()) {
        let back = known.inverse * dot(&known.change, &direction);
        add(&mut direction, share - back, &known.step);
    }
    direction
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

fn norm(vector: &[f64]) -> f64 {
    dot(vector, vector).sqrt()
}

fn difference(one: &[f64], other: &[f64]) -> Vec<f64> {
    one.iter().zip(other).map(|(a, b)| a - b).collect()
}

fn add(vector: &mut [f64], times: f64, other: &[f64]) {
    vector.iter_mut().zip(other).for_each(|(sum, part)| *sum += times * part);
}

#[cfg(test)]
mod tests {
    use super::minimise;

    #[test]
    fn finds_the_bottom_of_a_bent_valley() {
        // 4 (x − 3)² + (y + 1)⁴ + x y / 10: checked by its gradient, which must vanish.
        let slope = |x: f64, y: f64| [8.0 * (x - 3.0) + y / 10.0, 4.0 * (y + 1.0).powi(3) + x / 10.0];
        let found = minimise(2, |at, gradient| {
            gradient.copy_from_slice(&slope(at[0], at[1]));
            4.0 * (at[0] - 3.0).powi(2) + (at[1] + 1.0).powi(4) + at[0] * at[1] / 10.0
        });
        let left = slope(found[0], found[1]);
        assert!(left.iter().all(|part| part.abs() < 0.01), "{found:?} {left:?}");
    }
}
