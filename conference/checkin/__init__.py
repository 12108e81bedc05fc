"""The desk at the door: finding a guest, marking the arrival."""
