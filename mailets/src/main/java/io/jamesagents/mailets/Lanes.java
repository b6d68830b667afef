package io.jamesagents.mailets;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many mails are on their way to one destination at the same time, so that a slow server has some of the threads and the
 * rest serve the others. Where a lane is full one waits while it moves, and is sent away when it stands still.
 */
final class Lanes {
    private final int width;
    private final long patience;
    private final Map<String, Lane> lanes = new HashMap<>();

    /** Standing still means that nobody came through for {@code patience}. */
    Lanes(int width, Duration patience) {
        this.width = width;
        this.patience = patience.toNanos();
    }

    private static final class Lane {
        private int inside;
        private int waiting;
        private long moved = System.nanoTime();
    }

    /** Whether there is room; who was let in has to {@link #leave}. */
    synchronized boolean enter(String destination) throws InterruptedException {
        Lane lane = lanes.computeIfAbsent(destination, name -> new Lane());
        if (lane.inside >= width && lane.waiting >= width) {
            return false;
        }
        lane.waiting++;
        try {
            return await(lane);
        } finally {
            lane.waiting--;
        }
    }

    private boolean await(Lane lane) throws InterruptedException {
        while (lane.inside >= width) {
            long left = lane.moved + patience - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(1 + left / 1_000_000);
        }
        lane.inside++;
        lane.moved = System.nanoTime();
        return true;
    }

    synchronized void leave(String destination) {
        Lane lane = lanes.get(destination);
        lane.inside--;
        lane.moved = System.nanoTime();
        if (lane.inside == 0 && lane.waiting == 0) {
            lanes.remove(destination);
        }
        notifyAll();
    }
}
